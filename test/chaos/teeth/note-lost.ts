import { ledgerIn } from '../../../functions/consumer/state/ledger.ts';
import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

let pages = 0;

export const instead: Instead = {
  'functions/consumer/state/ledger.ts': {
    ledgerIn(...given) {
      const ledger = ledgerIn(...given);
      return { ...ledger, write: async (all) => ledger.write(all.filter(() => (pages += 1) % 10 !== 0)) };
    },
  },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'one note of the ledger in ten',
  line: 'doubled',
  webhooks: 120,
  faults: ['duplicates'],
  severity: 9,
};
