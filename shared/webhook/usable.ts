import type { Provider } from './provider.ts';
import { LEAST_CHARACTERS } from './secret.ts';
import type { Claimed, Judging, Verdict } from './signature.ts';
import { Unavailable } from './unavailable.ts';

/** Of the secrets in a list: the first, or one behind it. */
export type SecretPlace = 'current' | 'previous';

/** What is none (empty, masked, too short) must not verify anything; where nothing else is there, the provider keeps its webhook, unless its keys are fetched. */
export function usable({ name, signature }: Provider, secrets: readonly string[]): readonly string[] {
  const flaws = secrets.map((secret) => signature.flawOf(secret, LEAST_CHARACTERS));
  const good = secrets.filter((_, index) => flaws[index] === undefined);
  if (good.length === 0 && (secrets.length > 0 || signature.keysAt === undefined)) throw Unavailable.noSecret(name, flaws[0]);
  return good;
}

/** That it cannot be told (PayPal's certificate may have to be fetched) must not cost a webhook that was verified. */
export async function placeIn(claim: Claimed, { secrets, now }: Judging): Promise<SecretPlace> {
  const first = async (): Promise<Verdict> => claim.judge({ secrets: secrets.slice(0, 1), now });
  return (await first().catch(() => 'mismatch')) === 'mismatch' ? 'previous' : 'current';
}
