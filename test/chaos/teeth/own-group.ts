import { envelopeOf } from '../../../shared/queue/envelope.ts';
import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

export const instead: Instead = {
  'shared/queue/envelope.ts': {
    envelopeOf(...given) {
      const envelope = envelopeOf(...given);
      return { ...envelope, group: envelope.id };
    },
  },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'the groups: every webhook is one of its own',
  line: 'orderBroken',
  webhooks: 60,
  faults: ['500', '503'],
  severity: 6,
};
