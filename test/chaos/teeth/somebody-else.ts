import { deliverTrigger } from '../../../functions/consumer/deliver/trigger.ts';
import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

let last: string | undefined;

export const instead: Instead = {
  'functions/consumer/deliver/trigger.ts': {
    async deliverTrigger(task) {
      const { step, lease } = task;
      const { bunceId } = lease.person;
      if (bunceId === undefined || step.work.event.name !== 'purchase_completed') return deliverTrigger(task);
      const other = last ?? bunceId;
      last = bunceId;
      return deliverTrigger({ ...task, lease: { ...lease, person: { ...lease.person, bunceId: other, email: undefined } } });
    },
  },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'that a purchase is sent to whoever made it: it goes to who bought before',
  line: 'wrongPerson',
  webhooks: 50,
  faults: [],
};
