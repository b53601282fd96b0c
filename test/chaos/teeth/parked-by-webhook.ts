import { sqsId } from '../../../shared/queue/envelope.ts';
import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

export const instead: Instead = {
  'shared/queue/parked.ts': { parkedDedup: ({ id }) => sqsId(id) },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'the reason and the part in the de-duplication of the dead-letter queue',
  line: 'lost',
  webhooks: 30,
  faults: ['refused', 'cut-after'],
  severity: 12,
  onAmbiguous: 'park',
  stories: ['big', 'pair'],
};
