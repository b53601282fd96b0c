import * as z from 'zod/mini';

const text = z.nullish(z.string());
/** Written by the user or by the log-in provider: anything may stand there. */
const loose = z.catch(text, null);

const Row = z.catch(z.nullish(z.object({ id: z.union([z.string(), z.number()]), updated_at: text })), null);

/** What every database webhook has, of any table. */
export const Change = z.object({ type: z.string(), schema: z.string(), table: z.string(), record: Row, old_record: Row });

/** What the auth hooks have in common; only some carry `metadata`. */
export const Hook = z
  .object({ metadata: z.nullish(z.object({ name: text, uuid: text })), user: z.unknown(), user_id: z.unknown() })
  .check(z.refine((hook) => Boolean(hook.metadata ?? hook.user ?? hook.user_id), 'expected a database webhook or an auth hook'));

/** A row of `auth.users`; the password and the tokens beside these are never read. */
const User = z.object({
  id: z.string(),
  email: text,
  phone: text,
  is_anonymous: z.nullish(z.boolean()),
  raw_app_meta_data: z.catch(z.nullish(z.object({ provider: loose })), null),
  raw_user_meta_data: z.catch(
    z.nullish(z.object({ full_name: loose, name: loose, first_name: loose, last_name: loose, given_name: loose, family_name: loose })),
    null,
  ),
  created_at: text,
  updated_at: text,
  deleted_at: text,
});
export type User = z.infer<typeof User>;

export const Inserted = z.object({ record: User });
export type Inserted = z.infer<typeof Inserted>;

export const Updated = z.object({ record: User, old_record: User });
export type Updated = z.infer<typeof Updated>;

export const Deleted = z.object({ old_record: User });
export type Deleted = z.infer<typeof Deleted>;
