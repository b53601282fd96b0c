import { expect, it } from 'vitest';

import { SHORT } from './clocks.ts';
import { chaos } from './run.ts';
import { buildStack } from './stack.ts';
import { TEETH, type Tooth } from './teeth.ts';

/** The suite over a consumer that lacks what the tooth says. */
async function findings({ patches, faults, ...tooth }: Tooth) {
  const stack = await buildStack({ clocks: SHORT, patches });
  try {
    const run = await chaos({ ...tooth, stack, clocks: SHORT, faults: new Set(faults), patience: 10 });
    return run.findings;
  } finally {
    await stack.remove();
  }
}

it.concurrent.each(TEETH)('without $missing it fails on the line $line', { timeout: 120_000 }, async (tooth) => {
  expect((await findings(tooth))[tooth.line]).not.toEqual([]);
});
