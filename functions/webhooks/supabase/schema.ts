import * as z from 'zod/mini';

import { id, moment, object, part, text } from '../../../shared/webhook/field.ts';

const Row = part(object({ id, updated_at: text }));

/** What every database webhook has, of any table. */
export const Change = object({ type: z.string(), schema: z.string(), table: z.string(), record: Row, old_record: Row });

const something = z.optional(z.unknown());

/** What the auth hooks have in common; only some carry `metadata`. */
export const Hook = object({ metadata: part(object({ name: text, uuid: text })), user: something, user_id: something }).check(
  z.refine((hook) => Boolean(hook.metadata ?? hook.user ?? hook.user_id), 'expected a database webhook or an auth hook'),
);

/** A row of `auth.users`; the password and the tokens beside these are never read. */
const User = object({
  id,
  email: text,
  phone: text,
  is_anonymous: z.nullish(z.boolean()),
  raw_app_meta_data: part(object({ provider: text })),
  /** Written by the user or by the log-in provider: anything may stand there. */
  raw_user_meta_data: something,
  created_at: moment,
  updated_at: moment,
  deleted_at: moment,
});
export type User = z.infer<typeof User>;

export const Inserted = object({ record: User });
export type Inserted = z.infer<typeof Inserted>;

/** The row as it was before is there unless the team's own trigger leaves it out. */
export const Updated = object({ record: User, old_record: part(User) });
export type Updated = z.infer<typeof Updated>;

export const Deleted = object({ old_record: User });
export type Deleted = z.infer<typeof Deleted>;
