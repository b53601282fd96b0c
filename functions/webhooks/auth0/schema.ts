import * as z from 'zod/mini';

import { count, id, moment, object, part, some, text } from '../../../shared/webhook/field.ts';

/** In the config. */
export const Settings = z.strictObject({ choice: z.exactOptional(z.enum(['event-stream', 'log-stream'])) });

/** An event of an Event Stream (CloudEvents), or an entry of a log stream. */
export const Any = z.union([object({ log_id: id, data: object({ type: z.string() }) }), object({ id, type: z.string(), a0purpose: text })]);

/** Several entries at once; each is then read by its own schema. */
export const Logs = z.array(z.unknown()).check(z.minLength(1));

/** What every entry of a log has. */
export const Entry = object({ data: object({ type: z.string() }) });

/** What names an entry, where it has a name. */
export const Logged = object({ log_id: id });

export const User = object({
  user_id: id,
  email: text,
  phone_number: text,
  given_name: text,
  family_name: text,
  name: text,
  created_at: moment,
  updated_at: moment,
  identities: some(object({ provider: text })),
  user_metadata: z.optional(z.unknown()),
});
export type User = z.infer<typeof User>;

/** The user as it was before is there in newer streams only. */
export const UserEvent = object({ time: moment, data: object({ object: User, previous_object: part(User) }) });
export type UserEvent = z.infer<typeof UserEvent>;

const typed = { body: part(object({ email: text })) };

/** What a person did. What stands under `request.auth` is the administrator's. */
export const Log = object({
  data: object({
    date: moment,
    user_id: z.nullish(z.union([z.string(), z.number()])),
    user_name: text,
    strategy: text,
    details: part(object({ ...typed, request: part(object(typed)), response: part(object(typed)) })),
  }),
});
export type Log = z.infer<typeof Log>;

/** Any call of the Management API; the answer is a user only where one was created. */
export const ApiLog = object({
  data: object({
    date: moment,
    details: part(
      object({
        request: part(object({ method: text, path: text })),
        response: part(object({ statusCode: count, body: z.optional(z.unknown()) })),
      }),
    ),
  }),
});
export type ApiLog = z.infer<typeof ApiLog>;
