import * as z from 'zod/mini';

import { exists, withoutPeople } from '../status.ts';
import { BunceError } from './bunce-error.ts';
import { explained, type Failure } from './explained.ts';

export interface Refused {
  readonly failure: Failure;
  /** Of the answer, where one came. */
  readonly body: unknown;
  readonly what: string;
  readonly baseUrl: string;
  /** An answer to this call was lost. */
  readonly doubt: boolean;
}

/** The error for a call that came to nothing. */
export const refused = ({ failure, body, doubt, ...at }: Refused): BunceError =>
  new BunceError(explained(failure, at), {
    kind: failure.kind,
    status: failure.status,
    said: failure.message,
    fields: fieldsIn(body),
    retryAfter: 'after' in failure ? failure.after : null,
    exists: exists(failure),
    doubt,
  });

const Listed = z.record(z.string(), z.unknown());
const Body = z.object({ errors: z.optional(z.unknown()), error: z.optional(z.unknown()) });

/** No readable page shows the object that a 422 may carry: whatever names fields counts. */
function fieldsIn(body: unknown): Readonly<Record<string, readonly string[]>> {
  const { errors, error } = Body.safeParse(body).data ?? {};
  const listed = [errors, error].map((each) => Listed.safeParse(each).data).find((each) => each !== undefined) ?? {};
  return Object.fromEntries(Object.entries(listed).map(([field, texts]) => [field, [texts].flat().map(wordsOf)]));
}

const wordsOf = (text: unknown): string => withoutPeople(typeof text === 'string' ? text : JSON.stringify(text));
