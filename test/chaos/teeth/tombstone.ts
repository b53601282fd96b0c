import type { Person } from '../../../functions/consumer/people/person.ts';
import { peopleIn } from '../../../functions/consumer/state/people.ts';
import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

/** As this instance let them go last. */
const copies = new Map<string, Person>();

export const instead: Instead = {
  'functions/consumer/state/people.ts': {
    peopleIn(...given) {
      const people = peopleIn(...given);
      return {
        ...people,
        async lease(id, met) {
          const lease = await people.lease(id, met);
          if (lease === 'taken') return lease;
          const copy = copies.get(id);
          if (copy && met?.account === undefined) lease.learn(copy);
          return {
            get person() {
              return lease.person;
            },
            learn: lease.learn,
            async release() {
              copies.set(id, lease.person);
              return lease.release();
            },
          };
        },
      };
    },
  },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'the person as they stand under the lease: a purchase under way works from a copy, and brings a tombstone back',
  line: 'wrongPerson',
  webhooks: 84,
  faults: [],
  stories: ['erased'],
};
