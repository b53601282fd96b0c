import { weighedOnce } from './scheme.ts';
import type { Claimed, Judging, Signature, Verdict } from './signature.ts';

/** From the most telling on. */
const TELLING: readonly Verdict[] = ['ok', 'stale', 'mismatch', 'malformed', 'unsigned'];

async function judgeEach(claims: readonly Claimed[], judging: Judging): Promise<Verdict> {
  let told: Verdict = 'unsigned';
  for (const claim of claims) {
    const verdict = await claim.judge(judging);
    if (TELLING.indexOf(verdict) < TELLING.indexOf(told)) told = verdict;
    if (told === 'ok') break;
  }
  return told;
}

/** Accepts what any of the schemes accepts; signs as the first one. The most telling refusal wins. */
export function anyOf(signatures: readonly [Signature, ...Signature[]]): Signature {
  return {
    ...signatures[0],
    claim(request, settings) {
      const claims = signatures.map((signature) => signature.claim(request, settings));
      const claimed = claims.filter((claim): claim is Claimed => typeof claim !== 'string');
      const [first] = claimed;
      if (!first) return claims.includes('malformed') ? 'malformed' : 'unsigned';
      return claimed.length === 1 ? first : { judge: async (judging) => judgeEach(claimed, judging) };
    },
    flawOf: weighedOnce((secret, least) => {
      const flaws = signatures.map((signature) => signature.flawOf(secret, least));
      return flaws.includes(undefined) ? undefined : (flaws.find((flaw) => flaw !== FOREIGN) ?? FOREIGN);
    }),
  };
}

const FOREIGN = 'it is of no kind that this provider signs with';

/** The same scheme with the secrets it may use: a list may hold those of several schemes, and one entry several of them. */
export const withSecrets = (signature: Signature, own: (secret: string) => readonly string[]): Signature => ({
  ...signature,
  claim(request, settings) {
    const claim = signature.claim(request, settings);
    if (typeof claim === 'string') return claim;
    return { ...claim, judge: ({ secrets, ...judging }) => claim.judge({ ...judging, secrets: secrets.flatMap(own) }) };
  },
  flawOf(secret, least) {
    const flaws = own(secret).map((each) => signature.flawOf(each, least));
    return flaws.length === 0 ? FOREIGN : flaws.includes(undefined) ? undefined : flaws[0];
  },
});
