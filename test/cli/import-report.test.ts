import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { expect, it } from 'vitest';

import { keptNowhere } from '../../cli/import/dry.ts';
import { go, type Going } from '../../cli/import/go.ts';
import { CREATED, refusedFor } from '../../cli/import/outcome.ts';
import { refusedList } from '../../cli/import/refused-list.ts';
import { emptyReport, reported, textOf } from '../../cli/import/report.ts';
import { fileOf } from './import-scene.ts';

const bad = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => ({ number: from + index, end: refusedFor('no e-mail') }));

it('lists every row that was refused in a file, each once however often a run is killed', async () => {
  const listing = { project: { root: dirname(await fileOf('')) }, from: 'csv', key: 'a list' };
  const list = refusedList({ ...listing, counted: 0 });
  list.note([...bad(1200), { number: 1201, end: CREATED }]);
  // Noted, and killed before it was counted.
  list.note(bad(50, 1202));
  refusedList({ ...listing, counted: 1200 }).note(bad(60, 1202));
  const lines = readFileSync(list.file, 'utf8').split('\n').slice(0, -1);
  expect([lines.length, new Set(lines).size, lines.at(-1)]).toEqual([1260, 1260, '1261: no e-mail']);
  refusedList({ ...listing, counted: 0 });
  expect(existsSync(list.file)).toBe(false);
});

it('says where they all are, once they are more than it shows', () => {
  const text = textOf(reported(emptyReport(), bad(1200)), { dryRun: false, all: 'refused.txt' });
  expect(text).toContain('  … 1180 more: all are in refused.txt');
});

it('is told by the list how many there are', async () => {
  const told: number[] = [];
  const pages = async function* () {
    yield { entries: [{ number: 1, why: 'no e-mail' }], next: undefined, total: 7 };
  };
  const source = { where: '', provider: 'stripe', key: '', pages };
  const work = { customers: {}, settings: {}, provider: 'stripe', people: () => ({}) } as unknown as Going['work'];
  const interrupted = new AbortController().signal;
  await go({ source, work, kept: keptNowhere(), interrupted, onEnds: () => {}, onTotal: (total) => told.push(total) });
  expect(told).toEqual([7]);
});
