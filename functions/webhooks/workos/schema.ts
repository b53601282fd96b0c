import * as z from 'zod/mini';

import { tolerance } from '../../../shared/webhook/provider-settings.ts';
import { flag, id, moment, object, part, record, some, text } from '../../../shared/webhook/field.ts';

/** In the config. */
export const Settings = z.strictObject({ tolerance, choice: z.exactOptional(z.enum(['users', 'directory'])) });

/** What every WorkOS webhook has. */
export const Any = object({ id, event: z.string().check(z.minLength(1)) });

/** A user of AuthKit, or an entry of a company's directory, whose older events have the e-mail in their list only. */
const User = object({
  id,
  external_id: text,
  email: text,
  emails: some(object({ primary: flag, value: text })),
  first_name: text,
  last_name: text,
  name: text,
  previous_attributes: record,
});
export type User = z.infer<typeof User>;

/** A new session: somebody signed in. */
export const SessionEvent = object({ created_at: moment, data: object({ id, user_id: id, auth_method: text }) });
export type SessionEvent = z.infer<typeof SessionEvent>;

export const UserEvent = object({ created_at: moment, data: User, context: part(object({ previous_attributes: record })) });
export type UserEvent = z.infer<typeof UserEvent>;
