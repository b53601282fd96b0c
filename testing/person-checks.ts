import { expect } from 'vitest';

import type { Sample } from '../local/samples.ts';
import { type Command, Customer, isSomebody, upsert } from '../shared/bunce/command.ts';
import { isEmail } from '../shared/bunce/named.ts';
import { withMetadata } from '../shared/webhook/metadata.ts';
import type { Listed } from '../shared/webhook/people.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import { frozen, hostileTo, valuesIn } from './hostile.ts';
import { attachedIn, attachedTo, commandsSelected, SELECTION } from './metadata-checks.ts';
import { commandsIn, readingOf } from './reading.ts';
import type { Check, Subject } from './subject.ts';

/** Of whoever can list its customers: a sample's `person.json` is the record of that sample's person as the API lists it. */
export const personChecks: Readonly<Record<string, Check>> = {
  'shows by a sample how its API lists a customer': ({ provider, samples }) => {
    const listed = samples.filter(({ person }) => person !== undefined);
    expect(listed.length > 0, 'a list of people and a sample with person.json go together').toBe(provider.people !== undefined);
  },

  'lists a customer as the webhook tells of them': async (subject) => {
    for (const { sample, listed } of listedIn(subject)) {
      const told = commandsIn(await readingOf(subject.provider, sample)).map(({ customer }) => customer);
      expect(told.length, `${sample.name} tells of somebody`).toBeGreaterThan(0);
      for (const customer of told) expect(customerIn(listed), sample.name).toEqual(customer);
    }
  },

  'dates a record no earlier than the webhook that told of it': async (subject) => {
    for (const { sample, listed } of listedIn(subject)) {
      if (!('updatedAt' in listed) || listed.updatedAt === undefined) continue;
      expect(new Date(listed.updatedAt).toISOString(), sample.name).toBe(listed.updatedAt);
      const times = commandsIn(await readingOf(subject.provider, sample)).flatMap(timesOf);
      expect(
        times.filter((time) => time > (listed.updatedAt ?? '')),
        sample.name,
      ).toEqual([]);
    }
  },

  'finds your own id in a record where it finds it in the webhook': async ({ provider, samples }) => {
    for (const sample of samples.filter(({ person }) => person !== undefined)) {
      for (const attached of attachedTo(sample, { provider, attached: OWN, isThere: true })) {
        const [told] = await commandsSelected(provider, attached);
        if (told) expect(withOwnId(provider, sample), sample.name).toContainEqual(told.customer);
      }
    }
  },

  'takes any record for a customer, or refuses it': ({ provider: { people }, samples }) => {
    if (!people) return;
    for (const { name, person } of samples.filter((sample) => sample.person !== undefined)) {
      for (const [what, record] of hostileTo(person)) sound(people.person(record), { record, where: `${name} with ${what}` });
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  },

  'says the same of a record every time, and leaves it as it was': (subject) => {
    for (const { sample, listed } of listedIn(subject)) {
      expect(subject.provider.people?.person(frozen(structuredClone(sample.person))), sample.name).toEqual(listed);
      expect(subject.provider.people?.person(sample.person), sample.name).toEqual(listed);
    }
  },
};

interface Shown {
  readonly sample: Sample;
  readonly listed: Listed;
}

const listedIn = ({ provider: { people }, samples }: Subject): readonly Shown[] =>
  samples.flatMap((sample) => (people && sample.person !== undefined ? [{ sample, listed: people.person(sample.person) }] : []));

const customerIn = (listed: Listed): unknown => ('customer' in listed ? listed.customer : listed);

const timesOf = (command: Command): readonly string[] =>
  command.type === 'track-event' || command.occurredAt === undefined ? [] : [command.occurredAt];

const OWN = '{"user_id":"own-id-1"}';

/** Each way to attach it to the record. */
function withOwnId({ people, metadata }: Provider, { person }: Sample): readonly unknown[] {
  const [places, setBy] = [people?.metadata ?? [], metadata?.setBy ?? 'merchant'];
  const records = places.flatMap((place) => attachedIn(person, { places, place, attached: OWN }) ?? []);
  return records.flatMap((record) => {
    const listed = people?.person(record);
    if (!listed || !('customer' in listed)) return [];
    return withMetadata([upsert(listed)], { payload: record, attached: { places, setBy }, selection: SELECTION }).map(
      ({ customer }) => customer,
    );
  });
}

/** Somebody whom a command may name, or a reason that quotes nothing. */
function sound(listed: Listed, { record, where }: { readonly record: unknown; readonly where: string }): void {
  if ('refused' in listed) {
    expect(listed.refused, where).not.toBe('');
    expect(
      valuesIn(record).filter((value) => value.length > 3 && listed.refused.includes(value)),
      where,
    ).toEqual([]);
    return;
  }
  const { customer, updatedAt } = listed;
  expect(Customer.safeParse(customer).success && isSomebody(customer), where).toBe(true);
  expect(customer.email === undefined || (isEmail(customer.email) && customer.email === customer.email.trim().toLowerCase()), where).toBe(
    true,
  );
  expect(updatedAt === undefined || new Date(updatedAt).toISOString() === updatedAt, where).toBe(true);
}
