import { expect } from 'vitest';

import type { Provider } from '../shared/webhook/provider.ts';
import type { Check, Subject } from './subject.ts';
import { NOW, proofOf, secretOf, SETTINGS, signed, verdictOf } from './signed.ts';

type Sample = Subject['samples'][number];
type Headers = Readonly<Record<string, string>>;

/** What stands in the headers of the proof counts to the letter. */
export const proofChecks: Readonly<Record<string, Check>> = {
  'refuses the secret itself in place of a signature': async ({ provider, samples: [sample] }) => {
    if (!sample || provider.signature.covers === 'nothing') return;
    await refusesEach(provider, { sample, changed: () => secretOf(provider) });
  },

  'refuses a signature with anything added': async ({ provider, samples: [sample] }) => {
    if (sample) await refusesEach(provider, { sample, changed: (value) => `${value}x` });
  },

  'refuses an old signature under a fresh stamp': async ({ provider, samples: [sample] }) => {
    if (!sample) return;
    const old = proofAt(provider, { sample, now: YESTERDAY });
    const headers = mapped(old, (value) => STAMPS.reduce((text, stamp) => text.replaceAll(stamp(YESTERDAY), stamp(NOW)), value));
    if (JSON.stringify(headers) === JSON.stringify(old)) return;
    expect(await verdictOf(provider, { request: { headers: { ...sample.headers, ...headers }, body: sample.body } })).not.toBe('ok');
  },

  'refuses a delivery id that was not signed': async ({ provider, samples: [sample] }) => {
    if (!sample) return;
    const { headers } = signed(provider, { sample, id: 'msg_sent' });
    const replayed = mapped(headers, (value) => value.replaceAll('msg_sent', 'msg_replayed'));
    if (JSON.stringify(replayed) === JSON.stringify(headers)) return;
    expect(await verdictOf(provider, { request: { headers: replayed, body: sample.body } })).not.toBe('ok');
  },

  'takes no webhook for a ping': ({ provider, samples }) => {
    for (const sample of samples) {
      for (const headers of [sample.headers, signed(provider, { sample }).headers])
        expect(provider.handshake?.({ headers, body: sample.body }) ?? false, sample.name).toBe(false);
    }
  },
};

interface Change {
  readonly sample: Sample;
  readonly changed: (value: string) => string;
}

/** One header of the proof at a time. Where a key is fetched from has a check of its own. */
async function refusesEach(provider: Provider, { sample, changed }: Change): Promise<void> {
  const { headers, body } = signed(provider, { sample });
  for (const name of proofOf(provider, sample)) {
    const value = headers[name] ?? '';
    if (value.startsWith('https:')) continue;
    expect(await verdictOf(provider, { request: { headers: { ...headers, [name]: changed(value) }, body } }), name).not.toBe('ok');
  }
}

const YESTERDAY = new Date(NOW.getTime() - 86_400_000);

/** A moment as headers write it. */
const STAMPS: readonly ((at: Date) => string)[] = [
  (at) => at.toISOString(),
  (at) => String(at.getTime()),
  (at) => String(at.getTime() / 1000),
];

const proofAt = ({ signature }: Provider, { sample, now }: { readonly sample: Sample; readonly now: Date }): Headers =>
  signature.sign({ body: sample.body, secret: signature.secretFrom('the current secret'), now, id: 'msg_contract', settings: SETTINGS });

const mapped = (headers: Headers, change: (value: string) => string): Headers =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, change(value)]));
