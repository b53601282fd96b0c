import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

export const instead: Instead = {
  'functions/consumer/batch/notes.ts': { noteParked: async () => undefined },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'the note of what is parked',
  line: 'doubled',
  webhooks: 120,
  faults: ['refused-once', 'duplicates'],
  severity: 30,
};
