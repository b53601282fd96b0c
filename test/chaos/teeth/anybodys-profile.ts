import { deliverProfiles } from '../../../functions/consumer/deliver/profile.ts';
import { profileOf } from '../../../shared/bunce/profile.ts';
import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

export const instead: Instead = {
  'functions/consumer/people/person.ts': { profileIn: (_, { ref: { customer }, settings }) => profileOf(customer, settings) },
  'functions/consumer/deliver/profile.ts': {
    async deliverProfiles(tasks, introductions) {
      const given = tasks.map((task) => [task, { ...task, ref: { ...task.ref, owned: true } }] as const);
      const ends = given.flatMap(([task, owned]) => [[owned, introductions.get(task)] as const]);
      return deliverProfiles(
        given.map(([, owned]) => owned),
        new Map(ends.flatMap(([owned, end]) => (end ? [[owned, end] as const] : []))),
      );
    },
  },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: "that only the identity provider writes into an account's profile",
  line: 'wrongInTheEnd',
  webhooks: 24,
  faults: [],
  stories: ['phones'],
};
