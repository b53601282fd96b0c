import { expect, vi } from 'vitest';

import { parkedWebhook } from '../shared/webhook/unreadable.ts';
import { identityOf } from '../shared/webhook/read.ts';
import { verify } from '../shared/webhook/signature.ts';
import { payloadOf } from '../shared/webhook/payload.ts';
import type { Check, Subject } from './subject.ts';
import { NOW, proofOf, secretOf, SETTINGS, signed, verdictOf } from './signed.ts';

type Provider = Subject['provider'];
type Sample = Subject['samples'][number];

/** What is no secret, what costs nothing before it is trusted, and what is never kept. */
export const secretChecks: Readonly<Record<string, Check>> = {
  'verifies nothing by a secret that decodes to nothing': async ({ provider, samples: [sample] }) => {
    if (!sample) return;
    for (const none of noneLike(secretOf(provider))) {
      expect(provider.signature.flawOf(none), JSON.stringify(none)).toMatch(/./);
      const request = forged(provider, { sample, secret: none });
      if (request) expect(await verify(provider.signature, { request, secrets: [none], now: NOW, settings: SETTINGS })).not.toBe('ok');
    }
  },

  'takes the secret it would make for one': ({ provider }) => {
    expect(provider.signature.flawOf(secretOf(provider))).toBeUndefined();
  },

  'reads no body before the headers claim a signature, and parses it once before it trusts': async ({ provider, samples: [sample] }) => {
    // A token is no body, or is all of it.
    if (!sample || provider.signature.keysAt !== undefined) return;
    const [odd, strange] = [junk(provider, sample), signed(provider, { sample, secret: secretOf(provider, 'a stranger') })];
    const secrets = [secretOf(provider), secretOf(provider, 'the previous secret')];
    const parse = vi.spyOn(JSON, 'parse');
    try {
      for (const headers of [sample.headers, odd]) {
        provider.signature.claim({ headers, body: sample.body }, SETTINGS);
        expect(parse).not.toHaveBeenCalled();
      }
      const claim = provider.signature.claim(strange, SETTINGS);
      if (typeof claim === 'string') throw new Error(claim);
      expect([await claim.judge({ secrets, now: NOW }), await claim.judge({ secrets: secrets.slice(1), now: NOW })]).not.toContain('ok');
      expect(parse.mock.calls.length).toBeLessThanOrEqual(1);
    } finally {
      parse.mockRestore();
    }
  },

  'takes no id from a header that nobody signed': async ({ provider, samples: [sample] }) => {
    if (!sample) return;
    const request = signed(provider, { sample });
    const { id } = identityOf(payloadOf(sample.body), { provider, request });
    for (const name of ID_HEADERS.filter((header) => !(header in request.headers))) {
      const added = { ...request, headers: { ...request.headers, [name]: 'msg_added' } };
      const [verdict, identity] = [
        await verdictOf(provider, { request: added }),
        identityOf(payloadOf(sample.body), { provider, request: added }),
      ];
      expect(verdict === 'ok' && identity.id !== id, `${name} is believed`).toBe(false);
    }
  },

  'keeps no header that its signature reads': ({ provider, samples }) => {
    for (const sample of samples) {
      const request = signed(provider, { sample });
      const { raw } = parkedWebhook({ provider, request, type: 't', id: 'i', cause: 'c', now: NOW });
      const kept = Object.keys(raw?.headers ?? {});
      expect(proofOf(provider, sample).filter((name) => kept.includes(name))).toEqual([]);
    }
  },
};

const ID_HEADERS = ['webhook-id', 'svix-id', 'x-webhook-id', 'x-event-id', 'x-id', 'x-request-id'];

/** What gets into a secret's place: nothing, a dashboard's mask, an ellipsis, a quote, each also behind the prefix; and a key of a few bytes. */
function noneLike(secret: string): readonly string[] {
  const [prefix = ''] = /^(?:v1,)?[a-z]+_(?=[A-Za-z0-9+/=]+$)/.exec(secret) ?? [];
  const fillers = ['', '••••••••', '****', '...', '…', '"'];
  const short = prefix.endsWith('whsec_') ? [`${prefix}${Buffer.from('short').toString('base64')}`, `${prefix}AAAA`] : [];
  return [...new Set([...fillers, ...fillers.map((filler) => `${prefix}${filler}`), ...short])];
}

/** What a forger sends who knows what stands there; nothing where the scheme cannot even sign by it. */
function forged(provider: Provider, { sample, secret }: { readonly sample: Sample; readonly secret: string }) {
  try {
    return signed(provider, { sample, secret });
  } catch {
    return undefined;
  }
}

const junk = (provider: Provider, sample: Sample) => ({
  ...sample.headers,
  ...Object.fromEntries(proofOf(provider, sample).map((name) => [name, 'junk'])),
});
