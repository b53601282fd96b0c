import { circuitBreaker } from '../../../functions/consumer/calls/circuit-breaker.ts';
import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

export const instead: Instead = {
  'functions/consumer/calls/circuit-breaker.ts': { circuitBreaker: (rule) => circuitBreaker({ ...rule, openFor: 75 }) },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'the early end of an open circuit',
  line: 'silence',
  webhooks: 50,
  faults: ['wrong-key'],
  patience: 120,
};
