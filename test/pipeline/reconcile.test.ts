import { afterAll, beforeAll, expect, it } from 'vitest';

import { announceRun } from '../../local/run-file.ts';
import { cli } from '../cli/cli.ts';
import { startStripeApi, type StripeApi } from '../cli/stripe-api.ts';
import { actionRequired, changed, idsOf, paid } from '../cli/stripe-events.ts';
import { project } from '../project.ts';
import { running } from './running.ts';

const sync = running();
const KEY = 'rk_live_reads_events';
let api: StripeApi;
let unannounce: () => Promise<void>;
beforeAll(async () => {
  api = await startStripeApi(KEY);
  unannounce = await announceRun(project, sync.run);
});
afterAll(async () => Promise.all([unannounce(), api.close()]));

const some = <Made>(count: number, make: () => Made): readonly Made[] => Array.from({ length: count }, make);
const run = async (words: string, input = '') => cli(words.split(' '), { environment: { PORT: new URL(sync.run.gateway).port }, input });

async function reconcile(...words: readonly string[]) {
  const { code, stdout } = await run(['reconcile --provider stripe --since 48h --json --api', api.url, ...words].join(' '));
  return { code, ...(JSON.parse(stdout) as { readonly missing: readonly { readonly id: string }[]; readonly counts: object }) };
}

it('finds what a receiver never got, and brings it to Bunce once', async () => {
  expect(await run('secrets set stripe', `\n${KEY}\n`)).toMatchObject({ code: 0 });
  const [told, withheld] = [some(40, paid), some(15, paid)];
  const others = [...some(5, changed), ...some(5, actionRequired)];
  const unreadable = some(3, () => ({ ...paid(), data: { object: { id: 'in_odd' } } }));
  const sent = [...told, ...others, ...unreadable];
  for (const each of sent) expect(await sync.send({ provider: 'stripe', body: JSON.stringify(each) })).toBe(200);
  await sync.settled();
  api.events = [...sent, ...withheld];

  const found = await reconcile();
  expect(found).toMatchObject({ code: 1, counts: { known: 40, unlisted: 5, unbound: 5, unreadable: 3 } });
  expect(found.missing.map(({ id }) => id).toSorted()).toEqual(idsOf(withheld).toSorted());

  expect(await reconcile('--apply')).toMatchObject({ code: 0, applied: { sent: 15 } });
  await sync.settled();
  const references = (await sync.events()).filter(({ name }) => name === 'Purchase completed').map(({ payload }) => payload['Reference']);
  expect(references.toSorted()).toEqual([...told, ...withheld].map(({ data }) => data.object.id).toSorted());
  expect(await reconcile()).toMatchObject({ code: 0, missing: [], counts: { known: 55 } });
});
