import { expect, it } from 'vitest';

import { broken, report } from './report.ts';
import { bitten, TEETH } from './teeth.ts';

// All of them: `npm run chaos -- --teeth`.
it.concurrent.each(TEETH.slice(0, 3))(
  'without $missing it fails on the line $line',
  { timeout: 300_000, retry: 2 },
  async ({ line, ...tooth }) => {
    const run = await bitten(tooth);
    expect(broken(run, tooth.onAmbiguous ?? 'retry'), report(run)).toContain(line);
  },
);
