import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

export const instead: Instead = {
  'functions/consumer/batch/notes.ts': { isSettled: () => false },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'what the ledger says is settled',
  line: 'doubled',
  webhooks: 50,
  faults: ['duplicates'],
  severity: 6,
};
