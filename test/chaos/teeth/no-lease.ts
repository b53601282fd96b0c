import { peopleIn } from '../../../functions/consumer/state/people.ts';
import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

export const instead: Instead = {
  'functions/consumer/state/people.ts': {
    peopleIn(table, leasing) {
      const change: typeof table.change = async ({ when, ...asked }) =>
        table.change({ ...asked, ...(when && !asked.pk.startsWith('person#') && { when }) });
      return peopleIn({ ...table, change }, leasing);
    },
  },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'the lease: whoever has it is ignored',
  line: 'wrongPerson',
  webhooks: 240,
  faults: [],
  stories: ['newcomer'],
  rules: { sameEmail: 'accept' },
};
