import type { Signature } from './signature.ts';

/** Accepts what any of the schemes accepts; signs as the first one. The most telling refusal wins. */
export function anyOf(signatures: readonly [Signature, ...Signature[]]): Signature {
  const telling = ['ok', 'stale', 'mismatch', 'malformed', 'unsigned'] as const;
  return {
    ...signatures[0],
    async check(check) {
      const verdicts = await Promise.all(signatures.map(async (signature) => signature.check(check)));
      return telling.find((verdict) => verdicts.includes(verdict)) ?? 'unsigned';
    },
  };
}

/** The same scheme with the secrets it may use: a list may hold those of several schemes, and one entry several of them. */
export const withSecrets = (signature: Signature, own: (secret: string) => readonly string[]): Signature => ({
  ...signature,
  check: (check) => signature.check({ ...check, secrets: check.secrets.flatMap(own) }),
});
