import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

export const instead: Instead = {
  'functions/consumer/batch/parking.ts': {
    async parkFailures() {
      throw new Error('nothing is parked');
    },
  },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'the parking of what Bunce refuses: it is tried for ever',
  line: 'stuck',
  webhooks: 30,
  faults: ['refused'],
  severity: 12,
  patience: 15,
};
