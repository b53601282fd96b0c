import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));

/** Facts about a person that are no event; the config binds these names to Bunce attributes. */
export const Attributes = z.strictObject({
  identityStatus: z.optional(text),
  identityReason: z.optional(text),
  marketingConsent: z.optional(z.boolean()),
});
export type Attributes = z.infer<typeof Attributes>;
