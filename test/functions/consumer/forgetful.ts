import type { Ports } from '../../../functions/consumer/consume.ts';

/** Ports whose leases are never let go, so that nothing that was learnt is kept; and what was received stays away. */
export const forgetful = ({ people, queues }: Ports): Partial<Ports> => ({
  queues: { ...queues, hide: async () => undefined },
  people: {
    ...people,
    async lease(person, met) {
      const lease = await people.lease(person, met);
      if (lease === 'taken') return lease;
      return {
        get person() {
          return lease.person;
        },
        learn: (news) => lease.learn(news),
        release: async () => Promise.reject(new Error('no answer')),
      };
    },
  },
});
