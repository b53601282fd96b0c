import { taskOf } from '../../../functions/consumer/batch/task.ts';
import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

export const instead: Instead = {
  'functions/consumer/batch/task.ts': {
    taskOf: (...given) => ({ ...taskOf(...given), claim: { isRepeated: false, begin: async () => true, takeBack: async () => undefined } }),
  },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'the claim in the ledger before a trigger is sent',
  line: 'doubledByAmbiguity',
  webhooks: 200,
  faults: ['kill', 'slow'],
  severity: 3,
  onAmbiguous: 'park',
};
