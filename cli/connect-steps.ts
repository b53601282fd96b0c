import type { Signature } from '../shared/webhook/signature.ts';

/** What else its secret has to hold, for the mapping asks the provider; nothing of it in a local run. */
export function lookupSteps(
  credentials: Readonly<Record<string, string>>,
  { local }: { readonly local?: string | undefined },
): readonly string[] {
  const needed = Object.entries(credentials);
  if (local === undefined) return needed.map(([key, what]) => `   which asks for ${key} too: ${what}`);
  return needed.length === 0
    ? []
    : ['   which is all: what a webhook only names is asked of a simulator here, which knows whom the samples name'];
}

/** A provider sees no machine of ours: something in between has to hand its webhooks on. */
export function forwarding(name: string, { url, why }: { readonly url: string; readonly why: string }): readonly string[] {
  const { origin, port, pathname } = new URL(url);
  return [
    `1. Hand its webhooks on to the local run (${why}), by one of these:`,
    ...(name === 'stripe' ? [`     stripe listen --forward-to ${url}`] : []),
    `     cloudflared tunnel --url ${origin}      then register the URL that it prints, with ${pathname} behind it`,
    `     hookdeck listen ${port} ${name} --path ${pathname}      then register the URL that it prints`,
  ];
}

/** Where the signing secret comes from, and the command that takes it. */
export function secretSteps(signature: Signature, secret: string): readonly string[] {
  if (signature.keysAt !== undefined) return [`3. No secret is needed: its public keys are those at ${signature.keysAt}`];
  return [`3. ${whatToDo(signature)}, and give it to`, `     ${secret}`];
}

function whatToDo({ covers, inUrl }: Pick<Signature, 'covers' | 'inUrl'>): string {
  if (inUrl) return 'Choose a long random secret of letters and digits, put it in the place of SECRET in the URL';
  return covers === 'nothing' ? 'Choose a long random secret, enter it at the provider' : 'Copy the signing secret that the provider shows';
}
