import { afterAll, beforeAll, expect, it } from 'vitest';

import { SHORT } from '../../local/load/clocks.ts';
import type { Stack } from '../../local/load/stack.ts';
import { chaosStack } from './chaos-stack.ts';
import { faultsNamed } from './faults.ts';
import { measurePace, paced } from './pace.ts';
import { broken, report } from './report.ts';
import { chaos, type ChaosOptions, type ChaosResult } from './run.ts';

let stack: Stack;

beforeAll(async () => (stack = await chaosStack({ clocks: paced(SHORT, await measurePace()) })));
afterAll(async () => stack.remove());

const short = async (options: Pick<ChaosOptions, 'seed' | 'onAmbiguous'> & Partial<ChaosOptions>) =>
  chaos({ stack, webhooks: 50, faults: faultsNamed('all'), ...options });

/** The report stands in the message of a failure. */
const expectKept = (run: ChaosResult, onAmbiguous: 'retry' | 'park'): void => expect(broken(run, onAmbiguous), report(run)).toEqual([]);

/** After these nobody knows whether Bunce took what it was sent. */
const DOUBTS = ['cut-after', 'slow', '502', '504', '52x', 'empty', 'html', 'garbage', 'endless', 'huge'] as const;

it.concurrent(
  'keeps the promise over a queue that gives out one message of a group at a time',
  { timeout: 300_000, retry: 2 },
  async () => {
    expectKept(await short({ seed: 3, onAmbiguous: 'retry', unpatched: true }), 'retry');
  },
);

it.concurrent('keeps the promise while everything fails', { timeout: 300_000, retry: 2 }, async () => {
  expectKept(await short({ seed: 1, onAmbiguous: 'retry' }), 'retry');
});

it.concurrent('doubles nothing where doubt is parked', { timeout: 300_000, retry: 2 }, async () => {
  expectKept(await short({ seed: 2, onAmbiguous: 'park', faults: new Set(DOUBTS) }), 'park');
});

it.concurrent(
  'parks nothing in an outage longer than an id alone may wait, nor while the key is wrong for as long',
  { timeout: 300_000, retry: 2 },
  async () => {
    const delivery = { ...stack.clocks.delivery, waitForSibling: 25 };
    const run = await short({
      stack: { ...stack, clocks: { ...stack.clocks, delivery, period: 35 } },
      seed: 4,
      onAmbiguous: 'retry',
      webhooks: 60,
      faults: new Set(['outage', 'wrong-key']),
    });
    expectKept(run, 'retry');
  },
);
