import { rm } from 'node:fs/promises';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { announceRun } from '../../local/run-file.ts';
import { running } from '../pipeline/running.ts';
import { cli } from './cli.ts';
import { startStripeApi, type StripeApi, type StripeEvent } from './stripe-api.ts';
import { idsOf } from './stripe-events.ts';
import { garbled, liveProject, thousand } from './thousand.ts';

const KEY = 'rk_live_reads_events';
const project = liveProject();
const sync = running({ project });
let api: StripeApi;
beforeAll(async () => {
  api = await startStripeApi(KEY);
  await announceRun(project, sync.run);
});
afterAll(async () => Promise.all([api.close(), rm(project.root, { recursive: true })]));

const run = async (words: string, input = '') =>
  cli(['--project', project.root, ...words.split(' ')], { environment: { PORT: new URL(sync.run.gateway).port }, input });

async function reconcile(...words: readonly string[]) {
  const { code, stdout } = await run(['reconcile --provider stripe --since 48h --json --api', api.url, ...words].join(' '));
  return { code, ...(JSON.parse(stdout) as { readonly missing: readonly { readonly id: string }[]; readonly counts: object }) };
}

async function send(all: readonly StripeEvent[]): Promise<void> {
  for (let from = 0; from < all.length; from += 10) {
    const batch = all.slice(from, from + 10);
    const statuses = batch.map(async (each) => sync.send({ provider: 'stripe', body: JSON.stringify(each) }));
    expect(await Promise.all(statuses)).toEqual(batch.map(() => 200));
  }
}

const forget = async (): Promise<unknown> => fetch(`${sync.run.bunce.control}/faults`, { method: 'DELETE' });
const references = async () =>
  (await sync.events()).filter(({ name }) => name === 'Purchase completed').map(({ payload }) => payload['Reference']);

it('of a thousand webhooks the fifty that never came are found, and told once', { timeout: 600_000 }, async () => {
  await fetch(`${sync.run.bunce.control}/settings`, { method: 'POST', body: '{"requests":null}' });
  expect(await run('secrets set stripe', `\n${KEY}\n`)).toMatchObject({ code: 0 });
  const { told, ignored, unbound, tests, unreadable, misread, refused, waiting, withheld } = thousand();
  await send([...told, ...ignored, ...unbound, ...tests, ...unreadable, ...misread.map(garbled)]);
  await sync.settled();
  await sync.fault({ path: '/events/trigger', status: 422 });
  await send(refused);
  await sync.settled();
  await forget();
  await Promise.all(sync.run.sources.map(async (source) => source.rest()));
  await send(waiting);
  api.events = [told, ignored, unbound, tests, unreadable, misread, refused, waiting, withheld].flat();
  expect(api.events).toHaveLength(1000);

  const found = await reconcile();
  expect(found.missing.map(({ id }) => id).toSorted()).toEqual(idsOf(withheld).toSorted());
  const passedOver = { parked: 5, unreadable: 5, test: 50, unbound: 50, unlisted: 100 };
  expect(found).toMatchObject({ code: 1, counts: { ...passedOver, known: 720, queued: 20 } });
  expect(await reconcile('--apply')).toMatchObject({ code: 0, applied: { sent: 50 } });
  for (const source of sync.run.sources) source.resume();
  await sync.settled();
  expect((await references()).toSorted()).toEqual([...told, ...waiting, ...withheld].map(({ data }) => data.object.id).toSorted());
  expect(await reconcile()).toMatchObject({ code: 0, missing: [], counts: { ...passedOver, known: 790 } });
  let parked = 0;
  await expect.poll(async () => (parked += (await sync.parked()).length)).toBe(20);
});
