import { expect } from 'vitest';

import type { Sample } from '../local/samples.ts';
import type { Identity, Provider } from '../shared/webhook/provider.ts';
import { payloadOf } from '../shared/webhook/payload.ts';
import { identityOf as identified } from '../shared/webhook/read.ts';
import type { Check } from './subject.ts';
import { signed } from './signed.ts';

const identityOf = (provider: Provider, sample: Sample): Identity => {
  const request = signed(provider, { sample, id: `msg_${sample.name}` });
  return identified(payloadOf(sample.body), { provider, request, settings: { testHeader: true } });
};

export const identityChecks: Readonly<Record<string, Check>> = {
  'identifies a redelivery alike': ({ provider, samples }) => {
    for (const sample of samples) expect(identityOf(provider, sample)).toEqual(identityOf(provider, sample));
  },

  'tells two events of one object apart': ({ provider, samples }) => {
    const ids = samples.map((sample) => identityOf(provider, sample).id);
    expect(new Set(ids).size, ids.join('\n')).toBe(samples.length);
  },

  'gives every event an id': ({ provider, samples }) => {
    for (const sample of samples) expect(identityOf(provider, sample).id, sample.name).toMatch(/\S/);
  },

  'calls test events test and live ones live, by the sample names': ({ provider, samples }) => {
    for (const sample of samples)
      expect(identityOf(provider, sample).mode, sample.name).toBe(sample.name.endsWith('-test') ? 'test' : 'live');
  },

  'identifies what it does not act on': ({ provider, samples: [sample] }) => {
    if (!sample) return;
    for (const junk of ['null', '[]', '{}', '"text"', '0'])
      expect(outcomeOf(provider, { ...sample, body: Buffer.from(junk) })).toBe('fine');
  },
};

/** Junk may be identified or refused with an error that says what was expected; a TypeError is a bug. */
function outcomeOf(provider: Provider, sample: Sample): string {
  try {
    provider.identify({ headers: sample.headers, body: sample.body }, payloadOf(sample.body));
    return 'fine';
  } catch (error) {
    return error instanceof Error && 'issues' in error ? 'fine' : String(error);
  }
}
