import { deliverTrigger } from '../../../functions/consumer/deliver/trigger.ts';
import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

export const instead: Instead = {
  'functions/consumer/deliver/trigger.ts': {
    async deliverTrigger(task) {
      const end = await deliverTrigger(task);
      if (!task.claim.isRepeated || end.kind !== 'delivered') return end;
      await deliverTrigger(task);
      return deliverTrigger(task);
    },
  },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'that what is ambiguous is sent once more: it is sent three times more',
  line: 'doubled',
  webhooks: 60,
  faults: ['cut-after', '504'],
  severity: 6,
};
