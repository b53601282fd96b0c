import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

export const instead: Instead = {
  'shared/bunce/token-bucket.ts': { tokenBucket: () => ({ wait: () => 0, take() {} }) },
};

/** Slow enough for any machine to be faster: what the pace allows in the window, and what two instances have saved up, is below the limit. */
const limit = { requests: 32, windowSeconds: 4, lockOutSeconds: 1 };

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'the pacing of calls',
  line: 'lockOuts',
  webhooks: 100,
  faults: [],
  clocks: { limit, delivery: { callsPerMinute: 300 } },
};
