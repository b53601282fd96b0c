import * as fc from 'fast-check';
import { expect } from 'vitest';

import { shownIn } from '../shared/webhook/in-url.ts';
import { lowerCased } from '../shared/webhook/request.ts';
import type { Check, Subject } from './subject.ts';
import { NOW, proofOf, secretOf, signed, verdictOf } from './signed.ts';
import { verify } from '../shared/webhook/signature.ts';

/** Runs over every sample, so that no body shape is left unsigned. */
const eachSample =
  (run: (subject: Subject, sample: Subject['samples'][number]) => Promise<void>): Check =>
  async (subject) => {
    for (const sample of subject.samples) await run(subject, sample);
  };

export const signatureChecks: Readonly<Record<string, Check>> = {
  'accepts its own signature': eachSample(async ({ provider }, sample) => {
    expect(await verdictOf(provider, { request: signed(provider, { sample }) })).toBe('ok');
  }),

  'accepts known answers of another implementation': async ({ provider, knownAnswers }) => {
    for (const { headers, body, secret, now, url, webhookId } of knownAnswers) {
      const request = { headers: lowerCased(headers), body: Buffer.from(body), ...(url !== undefined && { shown: shownIn(url) }) };
      const at = now === undefined ? NOW : new Date(now * 1000);
      expect(await verify(provider.signature, { request, secrets: [secret], now: at, settings: { url, webhookId } })).toBe('ok');
    }
  },

  'accepts the old secret during rotation': eachSample(async ({ provider }, sample) => {
    const old = secretOf(provider, 'the previous secret');
    const request = signed(provider, { sample, secret: old });
    expect(await verdictOf(provider, { request, secrets: [secretOf(provider), old] })).toBe('ok');
  }),

  'accepts the newest secret while the old one is still listed': eachSample(async ({ provider }, sample) => {
    const secrets = [secretOf(provider), secretOf(provider, 'the previous secret')];
    expect(await verdictOf(provider, { request: signed(provider, { sample }), secrets })).toBe('ok');
  }),

  'refuses everything without a secret': eachSample(async ({ provider }, sample) => {
    if (provider.signature.keysAt !== undefined) return;
    expect(await verdictOf(provider, { request: signed(provider, { sample }), secrets: [] })).not.toBe('ok');
  }),

  'refuses the signature of another secret': eachSample(async ({ provider }, sample) => {
    const request = signed(provider, { sample, secret: secretOf(provider, 'a stranger') });
    expect(await verdictOf(provider, { request })).toBe('mismatch');
  }),

  'refuses other bytes of the same JSON': eachSample(async ({ provider }, sample) => {
    if (provider.signature.covers !== 'body' || provider.signature.sealed) return;
    const { headers } = signed(provider, { sample });
    for (const body of [Buffer.concat([sample.body, Buffer.from('\n')]), reserialised(sample.body)]) {
      expect(await verdictOf(provider, { request: { headers, body } })).toBe('mismatch');
    }
  }),

  'refuses a request without its signature headers': eachSample(async ({ provider }, sample) => {
    expect(await verdictOf(provider, { request: { headers: sample.headers, body: sample.body } })).toBe('unsigned');
    for (const name of proofOf(provider, sample)) {
      const { [name]: _gone, ...headers } = signed(provider, { sample }).headers;
      expect(await verdictOf(provider, { request: { headers, body: sample.body } })).not.toBe('ok');
    }
  }),

  'refuses any junk header without throwing': async ({ provider, samples }) => {
    for (const sample of samples.slice(0, 1)) {
      const names = proofOf(provider, sample);
      const junk = fc.record(
        Object.fromEntries(
          names.map((name) => [name, fc.oneof(fc.string({ unit: 'binary' }), junkNear(signed(provider, { sample }).headers[name] ?? ''))]),
        ),
      );
      await fc.assert(
        fc.asyncProperty(junk, async (headers) => {
          const request = { headers: { ...sample.headers, ...headers }, body: sample.body };
          const same = names.every((name) => headers[name] === signed(provider, { sample }).headers[name]);
          return (await verdictOf(provider, { request })) !== 'ok' || same;
        }),
        { numRuns: 150 },
      );
    }
  },

  'accepts every digest of a header that carries several': async ({ provider, samples: [sample] }) => {
    if (!sample) return;
    const good = signed(provider, { sample });
    const other = signed(provider, { sample, secret: secretOf(provider, 'the previous secret') });
    for (const request of several(good.headers, other.headers)) {
      expect(await verdictOf(provider, { request: { headers: request, body: sample.body } })).toBe('ok');
    }
  },
};

/** The same JSON in other bytes: what a receiver that re-serialises would take for the original. */
function reserialised(body: Buffer): Buffer {
  const text = JSON.stringify(JSON.parse(body.toString('utf8')));
  return Buffer.from(body.toString('utf8') === text ? JSON.stringify(JSON.parse(text), null, 1) : text);
}

/** A near miss is the harder junk: cut, or with one character changed. */
const junkNear = (good: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc.nat(Math.max(good.length - 1, 0)).map((length) => good.slice(0, length)),
    fc.nat(Math.max(good.length - 1, 0)).map((at) => `${good.slice(0, at)}${good[at] === 'a' ? 'b' : 'a'}${good.slice(at + 1)}`),
  );

type Headers = Readonly<Record<string, string>>;

/** Both orders of two digests, for the schemes whose header is a list; none for the others. */
function several(good: Headers, other: Headers): readonly Headers[] {
  const listed = Object.keys(good).find((name) => /v1[=,]|h1=|v2=/.test(good[name] ?? ''));
  if (!listed) return [];
  const [mine = '', theirs = ''] = [good[listed], other[listed]];
  const joined = mine.startsWith('v1,') ? [`${mine} ${theirs}`, `${theirs} ${mine}`] : bothOrders(mine, theirs);
  return joined.map((value) => ({ ...good, [listed]: value }));
}

function bothOrders(mine: string, theirs: string): readonly string[] {
  const separator = mine.includes(';') ? ';' : ',';
  const [stamp = '', digest = ''] = mine.split(separator);
  const foreign = theirs.split(separator)[1] ?? '';
  return [
    [stamp, digest, foreign],
    [stamp, foreign, digest],
  ].map((parts) => parts.join(separator));
}
