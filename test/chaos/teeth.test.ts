import { expect, it } from 'vitest';

import { SHORT } from '../../local/load/clocks.ts';
import { measurePace, paced } from './pace.ts';
import { broken } from './report.ts';
import { chaos } from './run.ts';
import { chaosStack } from './chaos-stack.ts';
import { SEED, TEETH, type Tooth, WEBHOOKS } from './teeth.ts';

/** The suite over a consumer that lacks what the tooth says. */
async function findings({ patches, faults, ...tooth }: Pick<Tooth, 'patches' | 'faults' | 'onAmbiguous' | 'severity'>) {
  const stack = await chaosStack({ clocks: paced(SHORT, await measurePace()), patches });
  try {
    const run = await chaos({ ...tooth, webhooks: WEBHOOKS, seed: SEED, stack, faults: new Set(faults), patience: 12 });
    return run;
  } finally {
    await stack.remove();
  }
}

it.concurrent.each(TEETH)('without $missing it fails on the line $line', { timeout: 180_000 }, async (tooth) => {
  expect((await findings(tooth)).findings[tooth.line]).not.toEqual([]);
});

it.concurrent('with nothing missing it passes under all that bites these', { timeout: 180_000 }, async () => {
  const faults = new Set(TEETH.flatMap((tooth) => tooth.faults.filter((fault) => fault !== 'kill')));
  const found = await findings({ patches: [], faults: [...faults], severity: 6, onAmbiguous: 'retry' });
  expect(broken(found, 'retry')).toEqual([]);
});
