import * as z from 'zod/mini';

const text = z.nullish(z.string());
const filled = z.string().check(z.minLength(1));

/** What every WorkOS webhook has. */
export const Any = z.object({ id: filled, event: filled });

/** Where the e-mail of a directory's older events stands. */
const Emails = z.catch(z.nullish(z.array(z.object({ primary: z.nullish(z.boolean()), value: text }))), null);

/** A user of AuthKit, or an entry of a company's directory. */
const User = z.object({ id: z.string(), external_id: text, email: text, emails: Emails, first_name: text, last_name: text, name: text });
export type User = z.infer<typeof User>;

export const UserEvent = z.object({
  created_at: z.string(),
  data: User,
  /** What the changed fields held before. */
  context: z.catch(z.nullish(z.object({ previous_attributes: z.nullish(z.record(z.string(), z.unknown())) })), null),
});
export type UserEvent = z.infer<typeof UserEvent>;
