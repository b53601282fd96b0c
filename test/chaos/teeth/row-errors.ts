import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

export const instead: Instead = {
  'shared/bunce/wire.ts': { rowsIn: (_, count) => Array.from({ length: count }, () => 'saved' as const) },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'the errors of single rows',
  line: 'lost',
  webhooks: 150,
  faults: ['row-errors'],
  severity: 12,
};
