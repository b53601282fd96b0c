import * as z from 'zod/mini';

const Parameter = z.strictObject({ name: z.string(), type: z.enum(['text', 'numeric', 'timestamp']), required: z.boolean() });

/** The events and attributes that exist in a Bunce account: names, ids, types. Written by `setup`, committed, bundled into the consumer. */
export const Catalogue = z.strictObject({
  /** The base URL it was read from. */
  baseUrl: z.string(),
  events: z.array(z.strictObject({ id: z.string(), name: z.string(), parameters: z.array(Parameter) })),
  attributes: z.array(z.strictObject({ id: z.string(), name: z.string(), type: z.enum(['text', 'numeric', 'timestamp']) })),
});
export type Catalogue = z.infer<typeof Catalogue>;
