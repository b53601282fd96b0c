import * as z from 'zod/mini';

import { count, id, moment, part, some, text } from '../../../shared/webhook/field.ts';

/** An event of an Event Stream (CloudEvents), or an entry of a log stream. */
export const Any = z.union([
  z.object({ log_id: id, data: z.object({ type: z.string() }) }),
  z.object({ id, type: z.string(), a0purpose: text }),
]);

/** Several entries at once; each is then read by its own schema. */
export const Logs = z.array(z.unknown()).check(z.minLength(1));

/** What every entry of a log has. */
export const Entry = z.object({ data: z.object({ type: z.string() }) });

/** What names an entry, where it has a name. */
export const Logged = z.object({ log_id: id });

export const User = z.object({
  user_id: id,
  email: text,
  phone_number: text,
  given_name: text,
  family_name: text,
  name: text,
  created_at: moment,
  updated_at: moment,
  identities: some(z.object({ provider: text })),
  user_metadata: z.optional(z.unknown()),
});
export type User = z.infer<typeof User>;

/** The user as it was before is there in newer streams only. */
export const UserEvent = z.object({ time: moment, data: z.object({ object: User, previous_object: part(User) }) });
export type UserEvent = z.infer<typeof UserEvent>;

const typed = { body: part(z.object({ email: text })) };

/** What a person did. What stands under `request.auth` is the administrator's. */
export const Log = z.object({
  data: z.object({
    date: moment,
    user_id: z.nullish(z.union([z.string(), z.number()])),
    user_name: text,
    strategy: text,
    details: part(z.object({ ...typed, request: part(z.object(typed)), response: part(z.object(typed)) })),
  }),
});
export type Log = z.infer<typeof Log>;

/** Any call of the Management API; the answer is a user only where one was created. */
export const ApiLog = z.object({
  data: z.object({
    date: moment,
    details: part(
      z.object({
        request: part(z.object({ method: text, path: text })),
        response: part(z.object({ statusCode: count, body: z.optional(z.unknown()) })),
      }),
    ),
  }),
});
export type ApiLog = z.infer<typeof ApiLog>;
