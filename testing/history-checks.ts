import { expect } from 'vitest';

import type { Sample } from '../local/samples.ts';
import type { PastWebhook } from '../shared/webhook/history.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import type { Reading } from '../shared/webhook/read.ts';
import { commandsIn, readingOf, readingOfRequest } from './reading.ts';
import type { Check } from './subject.ts';

/** A sample whose happening the provider's API lists too, and what is told by either. */
interface Twice {
  readonly sample: Sample;
  readonly webhook: Reading;
  /** Of its history, those of the same type. */
  readonly past: readonly Reading[];
}

async function twiceTold(provider: Provider, samples: readonly Sample[]): Promise<readonly Twice[]> {
  const listed = samples.filter(({ history }) => history !== undefined);
  return Promise.all(
    listed.map(async (sample) => {
      const webhook = await readingOf(provider, sample);
      const all = provider.history?.webhooks(sample.history) ?? [];
      const readings = await Promise.all(all.map(async (each) => readingOfRequest(provider, requestOf(each, sample))));
      return { sample, webhook, past: readings.filter(({ type }) => type === webhook.type) };
    }),
  );
}

const requestOf = ({ body, headers = {} }: PastWebhook, { lookup }: Sample) => ({
  request: { body: Buffer.from(JSON.stringify(body)), headers },
  lookup,
});

const plain = (reading: Reading): unknown => JSON.parse(JSON.stringify(commandsIn(reading)));

/** Of whoever has a history: a sample's `history.json` is the record of its happening as the API lists it. */
export const historyChecks: Readonly<Record<string, Check>> = {
  'shows by a sample how its API lists what it tells': ({ provider, samples }) => {
    const listed = samples.filter(({ history }) => history !== undefined).map(({ name }) => name);
    expect(listed.length > 0, 'a history and a sample with history.json go together').toBe(provider.history !== undefined);
  },

  'tells by its history what the webhook told': async ({ provider, samples }) => {
    for (const { sample, past } of await twiceTold(provider, samples)) expect(past.map(plain), sample.name).toContainEqual(sample.commands);
  },

  'tells nothing by its history without an occasion': async ({ provider, samples }) => {
    for (const { sample, past } of await twiceTold(provider, samples)) {
      const tracked = past.flatMap(commandsIn).filter((command) => command.type === 'track-event');
      expect(tracked.length, sample.name).toBeGreaterThan(0);
      expect(
        tracked.filter(({ occasion }) => occasion === undefined),
        sample.name,
      ).toEqual([]);
    }
  },

  'gives no webhook another id by its history': async ({ provider, samples }) => {
    for (const { sample, webhook, past } of await twiceTold(provider, samples)) {
      const ids = past.flatMap(({ id }) => id ?? []);
      expect(ids, sample.name).toEqual(ids.map(() => webhook.id));
    }
  },
};
