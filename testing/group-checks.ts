import { expect } from 'vitest';

import type { Sample } from '../local/samples.ts';
import { envelopeOf } from '../shared/queue/envelope.ts';
import { payloadOf } from '../shared/webhook/payload.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import type { Check, Happening, Subject } from './subject.ts';
import { readingOf } from './reading.ts';

/** What follows what, of the same thing. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  refund_issued: ['purchase_completed', 'subscription_renewed'],
  dispute_opened: ['purchase_completed', 'subscription_renewed'],
  order_fulfilled: ['purchase_completed'],
  order_cancelled: ['purchase_completed'],
  subscription_renewed: ['subscription_started'],
  subscription_changed: ['subscription_started'],
  subscription_cancelled: ['subscription_started'],
  trial_ending: ['subscription_started'],
  profile_updated: ['signed_up'],
  account_deleted: ['signed_up'],
};

/** Judged by the ids that stand in the bodies, not by what the product makes of them. */
export const groupChecks: Readonly<Record<string, Check>> = {
  'keeps what is told of one happening in one group': async (subject) => {
    for (const happening of subject.happenings) {
      const about = await tellingOf(subject, happening);
      expect(about.length, `samples that name ${happening.id}`).toBeGreaterThan(1);
      const places = about.map(({ name, group }) => `${group} (${name})`);
      expect(new Set(about.map(({ group }) => group)).size, `${happening.id}:\n${places.join('\n')}`).toBe(1);
    }
  },

  'shows what its events follow, with the id that both name': async (subject) => {
    const all = await allTelling(subject);
    const shown = await Promise.all(subject.happenings.map(async (happening) => tellingOf(subject, happening)));
    const beside = shown.flatMap((about) => about.flatMap((later) => laterIn(later, about)));
    const apart = all.filter(({ name }) => subject.happenings.some((happening) => happening.apart.includes(name)));
    const known = new Set([...beside, ...apart.flatMap((later) => laterIn(later, all))]);
    expect(all.flatMap((later) => laterIn(later, all)).filter((one) => !known.has(one))).toEqual([]);
  },
};

/** What a sample tells that follows something these tell, with the type of the webhook. */
const laterIn = ({ type, events }: Telling, all: readonly Telling[]): readonly string[] =>
  events
    .filter((event) => FOLLOWS[event]?.some((earlier) => all.some((other) => other.events.includes(earlier))))
    .map((event) => `${type}: ${event}`);

interface Telling {
  readonly name: string;
  readonly type: string;
  readonly group: string;
  readonly events: readonly string[];
}

const allTelling = async ({ provider, samples }: Pick<Subject, 'provider' | 'samples'>): Promise<readonly Telling[]> =>
  (await Promise.all(samples.map(async (sample) => telling(provider, sample)))).flat();

const tellingOf = async ({ provider, samples }: Subject, { id, apart }: Happening): Promise<readonly Telling[]> =>
  allTelling({ provider, samples: samples.filter((sample) => names(payloadOf(sample.body), id) && !apart.includes(sample.name)) });

/** Nothing where the sample tells nothing. */
async function telling(provider: Provider, sample: Sample): Promise<readonly Telling[]> {
  const reading = await readingOf(provider, sample);
  if (reading.kind !== 'read' || reading.commands.length === 0) return [];
  const { type, mode, thread, commands } = reading;
  const identity = { type, mode, id: sample.name };
  const { group } = envelopeOf({ provider: provider.name, identity, thread, receivedAt: new Date(0) }, commands);
  return [
    {
      name: sample.name,
      type,
      group,
      events: commands.map((command) => (command.type === 'track-event' ? command.event.name : command.type)),
    },
  ];
}

/** As a value of its own, or in the path of a link. */
function names(value: unknown, id: string): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some((each) => names(each, id));
  return String(value) === id || (typeof value === 'string' && value.startsWith('http') && value.split(/[/?#]/).includes(id));
}
