import * as z from 'zod/mini';

import { http } from '../../../shared/runtime/http.ts';
import { Unavailable } from '../../../shared/webhook/unavailable.ts';

/** Of RSA, and not meant for encryption; others of the set are passed over. */
const Key = z.object({
  kty: z.literal('RSA'),
  n: z.string(),
  e: z.string(),
  kid: z.exactOptional(z.string()),
  alg: z.exactOptional(z.string()),
  use: z.exactOptional(z.literal('sig')),
});
export type Key = z.infer<typeof Key>;
const KeySet = z.object({ keys: z.array(z.unknown()).check(z.maxLength(100)) });

const [MINUTE, HOUR] = [60_000, 3_600_000];

export interface Asked {
  readonly kid: string | undefined;
  readonly now: Date;
}

/**
 * The keys at a URL that may have signed under this name. They are fetched when none is known, once an hour, and for a name that is not among them;
 * never twice within a minute. Old ones serve while the fetch fails. Throws Unavailable where there are none to serve.
 */
export function publishedKeys(url: string): (asked: Asked) => Promise<readonly Key[]> {
  let known: { readonly keys: readonly Key[]; readonly at: number } | undefined;
  let tried: { readonly at: number; readonly fetching: Promise<void> } | undefined;

  /** Who comes within the minute waits for, or hears of, the same try. */
  const refresh = async (at: number): Promise<void> => {
    if (!tried || at - tried.at >= MINUTE) {
      tried = { at, fetching: Unavailable.unless('lookup', async () => void (known = { keys: await keysAt(url), at })) };
    }
    return tried.fetching;
  };

  return async ({ kid, now }) => {
    const at = now.getTime();
    const named = (): readonly Key[] => (known?.keys ?? []).filter((key) => kid === undefined || key.kid === kid);
    if (known && at - known.at < HOUR && named().length > 0) return named();
    try {
      await refresh(at);
    } catch (error) {
      if (named().length === 0) throw error;
    }
    return named();
  };
}

/** Milliseconds: the sender waits for our answer, and the queue comes after this. */
const DEADLINE = 2000;

async function keysAt(url: string): Promise<readonly Key[]> {
  const { status, body } = await http({ url, headers: {}, signal: AbortSignal.timeout(DEADLINE) }).catch((error: unknown) => {
    throw new Error(`${url} does not answer: ${error instanceof Error ? error.message : 'unknown failure'}`);
  });
  const set = KeySet.safeParse(status === 200 ? body : undefined).data;
  if (!set) throw new Error(`${url} answered ${status}, and no JSON Web Key Set`);
  return set.keys.flatMap((key) => Key.safeParse(key).data ?? []);
}
