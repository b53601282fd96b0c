import { expect, it, onTestFinished, vi } from 'vitest';

import { breaksOf } from '../../../local/console/breaks.ts';
import { type BreakKind, BREAKS } from '../../../local/console/lists.ts';
import { LOCAL_KEYS, startBunceSimulator } from '../../../local/bunce/server.ts';

const PERSON = { customer_id: 'user_ada', email: 'ada@example.com', first_name: 'Ada', last_name: 'Eze', phone_no: '+2348031234567' };

async function scene() {
  const bunce = await startBunceSimulator();
  onTestFinished(async () => bunce.close());
  const changes: string[] = [];
  const { list, set } = breaksOf({ control: bunce.control, now: () => 1000, onChange: () => changes.push('change') });
  const create = async (): Promise<number> =>
    fetch(`${bunce.url}/customers`, {
      method: 'POST',
      headers: { 'x-authorization': LOCAL_KEYS.test, 'content-type': 'application/json' },
      body: JSON.stringify(PERSON),
    }).then(
      ({ status }) => status,
      () => 0,
    );
  const on = async (): Promise<readonly BreakKind[]> => (await list()).flatMap(({ kind, until }) => (until === null ? [] : [kind]));
  return { list, set, create, on, changes, control: bunce.control };
}

it.each<readonly [BreakKind, number, number]>([
  ['429', 429, 201],
  ['500', 500, 201],
  ['52x', 522, 201],
  ['lost-answer', 0, 422],
  ['wrong-key', 401, 201],
  ['already-exists', 422, 201],
])('%s makes Bunce answer %i, until it is mended', async (kind, status, then) => {
  const { set, create, on } = await scene();
  await set({ kind, seconds: 60 });
  expect([await on(), await create()]).toEqual([[kind], status]);
  await set({ kind, seconds: 0 });
  expect([await on(), await create()]).toEqual([[], then]);
});

it('mends itself when its time is over, and says so', async () => {
  const { set, on, create, changes } = await scene();
  await set({ kind: '500', seconds: 0.05 });
  await vi.waitFor(async () => expect([await on(), changes]).toEqual([[], ['change', 'change']]));
  expect(await create()).toBe(201);
});

it('broken again it lasts anew, and breaks no second time', async () => {
  const { set, list, create } = await scene();
  await set({ kind: '500', seconds: 5 });
  await set({ kind: '500', seconds: 60 });
  expect((await list()).find(({ kind }) => kind === '500')?.until).toBe(61_000);
  await set({ kind: '500', seconds: 0 });
  expect(await create()).toBe(201);
});

it('what somebody else has mended, as a reset does, is broken no more', async () => {
  const { set, on, changes, control } = await scene();
  await set({ kind: '500', seconds: 60 });
  await fetch(`${control}/reset`, { method: 'POST' });
  await vi.waitFor(() => expect(changes).toHaveLength(2), 5000);
  expect(await on()).toEqual([]);
});

it('every way to break Bunce is listed', async () => {
  const { list } = await scene();
  expect((await list()).map(({ kind }) => kind)).toEqual(BREAKS);
});
