import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { reserve } from '../../../../cli/import/reserve.ts';
import { reservedCalls } from '../../../../functions/consumer/calls/reserved.ts';

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'reserved-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'reserved.json');
}

it('what an import keeps for itself is known within a second, and free again when it ends', () => {
  const [file, clock] = [place(), { now: Date.now() }];
  const reserved = reservedCalls({ file, now: () => clock.now });
  expect(reserved()).toBe(0);
  const giveBack = reserve(file, 120);
  clock.now += 1000;
  expect(reserved()).toBe(120);
  giveBack();
  clock.now += 1000;
  expect(reserved()).toBe(0);
});

it('what a killed import kept is free a minute later', () => {
  const [file, clock] = [place(), { now: Date.now() }];
  const reserved = reservedCalls({ file, now: () => clock.now });
  reserve(file, 120);
  expect(reserved()).toBe(120);
  clock.now += 61_000;
  expect(reserved()).toBe(0);
});

it.each(['', '{"callsPerMinute":"all","until":9e15}'])('what cannot be read (%j) keeps nothing, and so does no file', (text) => {
  const file = place();
  writeFileSync(file, text);
  expect(reservedCalls({ file, now: Date.now })()).toBe(0);
  expect(reservedCalls({ file: undefined, now: Date.now })()).toBe(0);
});
