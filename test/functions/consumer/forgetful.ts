import type { Ports } from '../../../functions/consumer/consume.ts';

/** DynamoDB takes no release: nothing that was learnt of a person is kept. */
export const leavingLeased = ({ people }: Ports): Partial<Ports> => ({
  people: {
    ...people,
    async lease(id, met) {
      const lease = await people.lease(id, met);
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

/** What was received does not come back by itself. */
export const stayingAway = ({ queues }: Ports): Partial<Ports> => ({ queues: { ...queues, hide: async () => undefined } });

/** Both. */
export const forgetful = (ports: Ports): Partial<Ports> => ({ ...leavingLeased(ports), ...stayingAway(ports) });
