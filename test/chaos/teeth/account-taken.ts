import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

export const instead: Instead = {
  'functions/consumer/people/person-ref.ts': { isAccountOf: () => true },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'whose account the owner of an e-mail is: the next account with that address takes them over',
  line: 'wrongPerson',
  webhooks: 30,
  faults: [],
  stories: ['shared'],
};
