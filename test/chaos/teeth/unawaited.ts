import { parkFailures } from '../../../functions/consumer/batch/parking.ts';
import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

export const instead: Instead = {
  'functions/consumer/batch/parking.ts': {
    async parkFailures(failures, { run, settling }) {
      const park: typeof settling.queues.park = async (message) => {
        settling.queues.park(message).catch(() => undefined);
      };
      return parkFailures(failures, { run, settling: { ...settling, queues: { ...settling.queues, park } } });
    },
  },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'the waiting for a parked message to be written',
  line: 'lost',
  webhooks: 60,
  faults: ['refused', 'sqs'],
  severity: 12,
};
