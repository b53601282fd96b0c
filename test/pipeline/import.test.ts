import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import { bodyOf, emailOf, type Happening } from '../../local/load/bodies.ts';
import { sendEvenly } from '../../local/load/evenly.ts';
import { createdIn, judgeImport } from '../../local/load/import-judged.ts';
import { importFromBond, invent } from '../../local/load/importing.ts';
import { logOf, triggered } from '../../local/load/bunce-log.ts';
import type { Sendable } from '../../local/load/sender.ts';
import { tokenOf } from '../../local/load/webhooks.ts';
import type { LocalRun } from '../../local/local-run.ts';
import { announceRun } from '../../local/run-file.ts';
import { startLocalRun } from '../../local/run.ts';
import { cli } from '../cli/cli.ts';
import { fileOf } from '../cli/import-scene.ts';
import { project } from '../project.ts';

const CUSTOMERS = 2000;
const PER_SECOND = 3;
const BEGAN = Date.parse('2026-03-01T00:00:00Z') / 1000;

/** By Bunce's real limit, and as deployed but for the place. */
let run: LocalRun;
let withdraw: () => Promise<void>;
beforeAll(async () => {
  run = await startLocalRun({ project, assembly: inject('assembly') });
  withdraw = await announceRun(project, run);
}, 60_000);
afterAll(async () => {
  await withdraw();
  await run.stop();
});

/** Sign-ups and what ten people buy, in turn. */
function* stream(): Generator<Sendable> {
  for (let index = 0; ; index += 1) {
    const what = index < 10 ? ({ kind: 'sign-up', provider: 'clerk' } as const) : ({ kind: 'purchase', provider: 'paystack' } as const);
    const happening: Happening = { ...what, person: (index % 10) * 4, token: tokenOf(index), at: BEGAN + index };
    yield { ...happening, body: bodyOf(happening), copies: 'one' };
  }
}

it('brings 2,000 of Bond’s customers beside a live stream, ended twice on the way: each once, and no campaign is set off', async () => {
  await invent(run, CUSTOMERS);
  const ending = new AbortController();
  const tokens: string[] = [];
  const onSent = ({ token }: Sendable): void => void tokens.push(token);
  const live = sendEvenly({ gateway: run.gateway, webhooks: stream(), perSecond: PER_SECOND, signal: ending.signal, onSent });
  const created = createdIn(run);
  const importing = { run, root: project.root, by: 'SIGINT' } as const;
  const after = (share: number) => async () => (await created()) >= CUSTOMERS * share;
  const first = await importFromBond({ ...importing, isEnough: after(0.2) });
  const second = await importFromBond({ ...importing, isEnough: after(0.5) });
  const third = await importFromBond(importing);
  ending.abort();
  await live;
  // Two of the customers that every simulator of Bond has lack what Bunce asks for.
  expect([first.report, second.report, third.report]).toMatchObject([
    { finished: false },
    { finished: false },
    { finished: true, seen: CUSTOMERS + 3, listed: [{ number: 2 }, { number: 3 }] },
  ]);
  await expect.poll(async () => (await logOf(run)).flatMap(triggered).sort()).toEqual(tokens.toSorted());
  const { calls, ...judged } = await judgeImport(run, { count: CUSTOMERS, tokens });
  expect({ ...judged, refused: calls.refused }).toEqual({ strangers: 0, customers: { missing: 0, doubled: 0 }, refused: 0 });
  expect(calls.most).toBeLessThanOrEqual(500);
  expect(Math.max(...[first, second, third].map(({ peak }) => peak))).toBeLessThan(512);
}, 300_000);

it('is outdone by what a webhook tells later, though the list was dated in the year 2099', async () => {
  const row = ['user_100', emailOf(100), 'Ada', 'Imported', '+2348031234567', '2099-01-01T00:00:00Z'];
  const file = await fileOf(`id,email,first_name,last_name,phone,updated_at\n${row.join(',')}\n`);
  const words = ['import', 'customers', file, '--from', 'csv', '--provider', 'clerk', '--json'];
  const { stdout } = await cli(words, { environment: { PORT: new URL(run.gateway).port } });
  expect(JSON.parse(stdout)).toMatchObject({ created: 1 });
  const happening: Happening = { kind: 'update', provider: 'clerk', person: 100, token: 'Told', at: Math.floor(Date.now() / 1000) + 3600 };
  await sendEvenly({ gateway: run.gateway, webhooks: [{ ...happening, body: bodyOf(happening), copies: 'one' }], perSecond: 1 });
  const customers = async () => (await fetch(`${run.bunce.control}/customers`)).json();
  await expect.poll(customers).toContainEqual(expect.objectContaining({ email: emailOf(100), last_name: 'Told' }));
}, 60_000);
