import { afterAll, beforeAll, expect, it } from 'vitest';

import { SHORT } from '../../local/load/clocks.ts';
import { faultsNamed } from './faults.ts';
import { broken } from './report.ts';
import { chaos, type ChaosOptions } from './run.ts';
import type { Stack } from '../../local/load/stack.ts';
import { chaosStack } from './chaos-stack.ts';

let stack: Stack;

beforeAll(async () => (stack = await chaosStack({ clocks: SHORT })));
afterAll(async () => stack.remove());

const short = async (options: Pick<ChaosOptions, 'seed' | 'onAmbiguous'> & Partial<ChaosOptions>) =>
  chaos({ stack, clocks: SHORT, webhooks: 50, faults: faultsNamed('all'), ...options });

it.concurrent('keeps the promise over a queue that gives out one message of a group at a time', { timeout: 180_000 }, async () => {
  expect(broken(await short({ seed: 3, onAmbiguous: 'retry', unpatched: true }), 'retry')).toEqual([]);
});

it.concurrent('keeps the promise while everything fails', { timeout: 180_000 }, async () => {
  expect(broken(await short({ seed: 1, onAmbiguous: 'retry' }), 'retry')).toEqual([]);
});

it.concurrent('doubles nothing where doubt is parked', { timeout: 180_000 }, async () => {
  const run = await short({ seed: 2, onAmbiguous: 'park' });
  expect(broken(run, 'park')).toEqual([]);
  expect(run.findings.parked.ambiguous ?? 0).toBeLessThanOrEqual(run.doubted);
});

it.concurrent(
  'parks nothing in an outage of the whole back-off range, nor while the key is wrong for as long',
  { timeout: 180_000 },
  async () => {
    const clocks = { ...SHORT, period: 12 };
    const { findings, injected } = await short({
      seed: 4,
      onAmbiguous: 'retry',
      clocks,
      webhooks: 60,
      faults: new Set(['outage', 'wrong-key']),
    });
    expect(findings).toMatchObject({ delivered: 60, parked: {}, lost: [], doubled: [], orderBroken: [], staleOverwritten: [] });
    expect(injected.get('wrong-key')).toBe(1);
    expect(injected.get('outage')).toBe(1);
  },
);
