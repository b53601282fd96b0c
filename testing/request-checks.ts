import { expect } from 'vitest';

import type { SignatureSettings } from '../shared/webhook/scheme.ts';
import type { Check, Subject } from './subject.ts';
import { NOW, proofOf, secretOf, SETTINGS, signed, verdictOf } from './signed.ts';
import { verify } from '../shared/webhook/signature.ts';

type Provider = Subject['provider'];
type Sample = Subject['samples'][number];

/** What a request adds to, or says of itself, is the sender's word. */
export const requestChecks: Readonly<Record<string, Check>> = {
  'refuses events that follow the signed one': async ({ provider, samples }) => {
    if (provider.signature.covers === 'nothing') return;
    for (const sample of samples) {
      const { headers } = signed(provider, { sample });
      const text = sample.body.toString('utf8').trim();
      for (const body of [`[${text},${text}]`, `[${text}]`, `${text}\n${text}`]) {
        expect(await verdictOf(provider, { request: { headers, body: Buffer.from(body) } }), sample.name).not.toBe('ok');
      }
    }
  },

  'signs what the config says of itself, not the request': async ({ provider, samples: [sample] }) => {
    if (!sample) return;
    const foreign = proofFor(provider, { sample, settings: ELSEWHERE });
    const covered = JSON.stringify(foreign) !== JSON.stringify(proofFor(provider, { sample, settings: SETTINGS }));
    expect(covered || !provider.signature.needs?.length, 'what it needs of the config is part of what is signed').toBe(true);
    if (!covered) return;
    const request = { headers: { ...sample.headers, ...foreign, ...HOST }, body: sample.body };
    const check = { request, secrets: [secretOf(provider)], now: NOW };
    const bare = { ...request, headers: { ...sample.headers, ...proofFor(provider, { sample, settings: {} }) } };
    expect(await verify(provider.signature, { ...check, request: bare, settings: {} }), 'without what it covers').not.toBe('ok');
    expect(await verify(provider.signature, { ...check, settings: SETTINGS })).not.toBe('ok');
    expect(await verify(provider.signature, { ...check, settings: {} })).not.toBe('ok');
  },

  'takes a key from nowhere but where the provider keeps it': async ({ provider, samples: [sample] }) => {
    if (!sample) return;
    const { headers } = signed(provider, { sample });
    for (const name of proofOf(provider, sample).filter((header) => headers[header]?.startsWith('https:'))) {
      for (const place of elsewhere(headers[name] ?? '')) {
        expect(await verdictOf(provider, { request: { headers: { ...headers, [name]: place }, body: sample.body } }), place).not.toBe('ok');
      }
    }
  },
};

const ELSEWHERE = { url: 'https://other.example.com/webhooks/x', webhookId: 'WH-ELSEWHERE' };
const HOST = { host: 'other.example.com', 'x-forwarded-host': 'other.example.com', 'x-forwarded-proto': 'https' };

interface Registered {
  readonly sample: Sample;
  readonly settings: SignatureSettings;
}

const proofFor = ({ signature }: Provider, { sample, settings }: Registered): Record<string, string> =>
  signature.sign({ body: sample.body, secret: signature.secretFrom('the current secret'), now: NOW, id: 'msg_contract', settings });

/** The same path on hosts that are not the provider's, however alike, and without TLS. */
function elsewhere(text: string): readonly string[] {
  const { host, pathname } = new URL(text);
  const hosts = [
    'certs.example.net',
    `${host}.example.net`,
    `${host}@example.net`,
    `example.net/${host}`,
    `not${host.split('.').slice(-2).join('.')}`,
  ];
  return [...hosts.map((other) => `https://${other}${pathname}`), `http://${host}${pathname}`];
}
