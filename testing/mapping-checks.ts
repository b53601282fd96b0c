import { expect } from 'vitest';

import type { Sample } from '../local/samples.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import { Command } from '../shared/bunce/command.ts';
import type { Check } from './subject.ts';
import { commandsIn, readingOf } from './reading.ts';

const commandsOf = async (provider: Provider, sample: Sample): Promise<unknown> => {
  const reading = await readingOf(provider, sample);
  if (reading.kind === 'ignored' && reading.why === 'nobody') return [];
  return reading.kind === 'read' ? JSON.parse(JSON.stringify(reading.commands)) : reading;
};

export const mappingChecks: Readonly<Record<string, Check>> = {
  'maps each sample to exactly its commands': async ({ provider, samples }) => {
    for (const sample of samples) expect(await commandsOf(provider, sample), sample.name).toEqual(sample.commands);
  },

  'gives commands that the queue takes': async ({ provider, samples }) => {
    for (const sample of samples) {
      for (const command of commandsIn(await readingOf(provider, sample))) expect(() => Command.parse(command), sample.name).not.toThrow();
    }
  },

  'maps a redelivery to the same commands': async ({ provider, samples }) => {
    for (const sample of samples) expect(await commandsOf(provider, sample)).toEqual(await commandsOf(provider, sample));
  },

  'has a sample of every event it acts on': async ({ provider, samples }) => {
    const readings = await Promise.all(samples.map((sample) => readingOf(provider, sample)));
    const shown = new Set(readings.map((reading) => reading.type));
    expect(Object.keys(provider.events).filter((type) => !shown.has(type))).toEqual([]);
  },

  'calls a known event of unknown shape unreadable': async ({ provider, samples }) => {
    for (const sample of samples) {
      const { type } = await readingOf(provider, sample);
      const rule = Object.entries(provider.events).find(([name]) => name === type)?.[1];
      for (const odd of [{}, { data: 'text' }, []]) expect(() => rule?.(odd, sample.lookup), type ?? '').toThrow(/./);
    }
  },

  'keeps people and values out of the reason it gives': async ({ provider, samples }) => {
    for (const sample of samples) {
      for (const broken of brokenForms(sample)) {
        const reading = await readingOf(provider, broken);
        if (reading.kind === 'unreadable') expect(personal(sample).filter((word) => reading.cause.includes(word))).toEqual([]);
      }
    }
  },
};

/** E-mails and other long words of the body: none may stand in a log line. */
function personal({ body }: Sample): readonly string[] {
  const words: string[] = [];
  JSON.parse(body.toString('utf8'), (_key, value: unknown) => {
    if (typeof value === 'string' && (value.includes('@') || value.includes('+'))) words.push(value);
    return value;
  });
  return words;
}

/** The body with one of its numbers, texts or objects turned into something else, over and over. */
function brokenForms(sample: Sample): readonly Sample[] {
  const text = sample.body.toString('utf8');
  const keys = [...new Set([...text.matchAll(/"([\w-]+)"\s*:/g)].map((found) => found[1]))];
  return keys.map((broken) => ({
    ...sample,
    body: Buffer.from(JSON.stringify(JSON.parse(text, (key, value: unknown) => (key === broken ? [value] : value)))),
  }));
}
