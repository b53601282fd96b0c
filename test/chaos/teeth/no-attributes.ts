import { DELIVERED } from '../../../functions/consumer/delivery.ts';
import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

export const instead: Instead = {
  'functions/consumer/deliver/attributes.ts': {
    deliverAttributes: async (tasks) => new Map(tasks.map(({ step }) => [step.id, DELIVERED])),
  },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'the attributes',
  line: 'neverStruck',
  webhooks: 30,
  faults: ['row-errors'],
};
