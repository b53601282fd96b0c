import * as z from 'zod/mini';

const text = z.nullish(z.string());

/** An event of an Event Stream (CloudEvents), or an entry of a log stream. */
export const Any = z.union([
  z.object({ log_id: z.string(), data: z.object({ type: z.string() }) }),
  z.object({ id: z.string(), type: z.string(), a0purpose: text }),
]);

/** Several entries at once; each is then read by its own schema. */
export const Logs = z.array(z.looseObject({ data: z.looseObject({ type: z.string() }) })).check(z.minLength(1));

export const User = z.object({
  user_id: z.string(),
  email: text,
  phone_number: text,
  given_name: text,
  family_name: text,
  name: text,
  created_at: text,
  updated_at: text,
  identities: z.catch(z.nullish(z.array(z.object({ provider: text }))), null),
});
export type User = z.infer<typeof User>;

export const UserEvent = z.object({ time: text, data: z.object({ object: User }) });
export type UserEvent = z.infer<typeof UserEvent>;

const Typed = z.catch(z.nullish(z.object({ body: z.nullish(z.object({ email: text })) })), null);

/** What a person did. What stands under `request.auth` is the administrator's. */
export const Log = z.object({
  data: z.object({
    date: text,
    user_id: z.string(),
    user_name: text,
    strategy: text,
    details: z.catch(z.nullish(z.object({ request: Typed, response: Typed })), null),
  }),
});
export type Log = z.infer<typeof Log>;

/** Any call of the Management API; the answer is a user only where one was created. */
export const ApiLog = z.object({
  data: z.object({
    date: text,
    details: z.nullish(
      z.object({
        request: z.nullish(z.object({ method: text, path: text })),
        response: z.nullish(z.object({ statusCode: z.nullish(z.number()), body: z.unknown() })),
      }),
    ),
  }),
});
export type ApiLog = z.infer<typeof ApiLog>;
