import { expect, it } from 'vitest';

import { report } from './report.ts';
import { bitten, toothless } from './teeth/bite.ts';
import { FIRM } from './teeth/index.ts';

// All of them: `npm run chaos -- --teeth`.
it.concurrent.each(FIRM)('without $missing it fails on the line $line', { timeout: 300_000 }, async (tooth) => {
  const stack = await toothless(tooth);
  try {
    const { result, lines } = await bitten(tooth, { stack, seed: 1 });
    expect(lines, report(result)).toContain(tooth.line);
  } finally {
    await stack.remove();
  }
});
