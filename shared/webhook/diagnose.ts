import type { Signature, Verdict } from './signature.ts';

/** What an operator most likely got wrong, for the log; the caller is told only 401. */
export function diagnose(verdict: Exclude<Verdict, 'ok'>, { hints = {} }: Pick<Signature, 'hints'> = {}): string {
  return hints[verdict] ?? guessOf(verdict);
}

function guessOf(verdict: Exclude<Verdict, 'ok'>): string {
  switch (verdict) {
    case 'unsigned':
      return 'no signature header: a stranger, or the provider has no secret set for this endpoint';
    case 'malformed':
      return 'the signature header does not have the form of this provider: another provider pointed at this URL?';
    case 'stale':
      return 'the signature is right but its stamp is too old or in the future: a replay, a queue in front, or a wrong clock; see "tolerance"';
    case 'mismatch':
      return 'no configured secret gives this signature: the secret of another endpoint or mode (test or live), a rotated one, stray white space, or a proxy that changed the body';
  }
}
