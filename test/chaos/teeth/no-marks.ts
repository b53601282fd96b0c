import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

export const instead: Instead = {
  'functions/consumer/people/person.ts': { isStale: () => false },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'the watermarks: what is older is written over what is newer',
  line: 'staleOverwritten',
  webhooks: 100,
  faults: ['slow'],
  severity: 30,
  stories: ['threads'],
};
