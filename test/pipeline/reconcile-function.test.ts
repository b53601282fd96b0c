import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { close, listen } from '../../local/loopback.ts';
import { announceRun } from '../../local/run-file.ts';
import { loadProject } from '../../shared/config/project.ts';
import { cli } from '../cli/cli.ts';
import { startStripeApi } from '../cli/stripe-api.ts';
import { changed, paid } from '../cli/stripe-events.ts';
import { install } from '../project/team.ts';
import { running } from './running.ts';

const CONFIG = `import { BUNCE_SANDBOX, defineConfig } from 'bunce-sync';

export default defineConfig({
  bunce: { baseUrl: BUNCE_SANDBOX },
  defaultCountry: 'NG',
  providers: { stripe: {}, flutterwave: {} },
  events: { purchase_completed: { event: 'Purchase completed', parameters: { Reference: 'reference' } } },
  reconcile: { flutterwave: '12h', stripe: '1d' },
});
`;
const KEY = 'rk_live_reads_events';

const root = mkdtempSync(join(tmpdir(), 'bunce-sync-reconciled-'));
install(root);
writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module' }));
writeFileSync(join(root, 'bunce-sync.config.ts'), CONFIG);
const project = loadProject(root);

const api = await startStripeApi(KEY);
/** A Flutterwave where nothing has happened. */
let status = 200;
const flutterwave = createServer((_, response) =>
  response.writeHead(status).end(JSON.stringify({ data: [], meta: { page_info: { total_pages: 1 } }, message: 'ada@example.com' })),
);
const environment = { HISTORY_APIS: JSON.stringify({ stripe: api.url, flutterwave: await listen(flutterwave) }) };
const sync = running({ project, environment });
afterAll(async () => {
  await Promise.all([api.close(), close(flutterwave)]);
  rmSync(root, { recursive: true, force: true });
});

const some = <Made>(count: number, make: () => Made): readonly Made[] => Array.from({ length: count }, make);
const ring = async (event: object) => sync.run.functions['Reconcile']?.invoke(event);
const lines = (): readonly object[] =>
  sync.run.logs.filter((each) => each.function === 'Reconcile' && each.line.startsWith('{')).map(({ line }) => JSON.parse(line) as object);
const found = (provider: string) =>
  expect.objectContaining({ message: 'compared', provider, _aws: expect.anything() as unknown }) as object;

async function setKeys(): Promise<void> {
  const unannounce = await announceRun(project, sync.run);
  const set = async (provider: string) =>
    cli(['--project', root, 'secrets', 'set', provider], {
      environment: { PORT: new URL(sync.run.gateway).port },
      input: `\n${KEY}\n`,
    });
  expect([await set('stripe'), await set('flutterwave')]).toMatchObject([{ code: 0 }, { code: 0 }]);
  await unannounce();
}

it('finds exactly what was withheld, says so in a line with its metric, and sends nothing', async () => {
  await setKeys();
  const [told, withheld, others] = [some(12, paid), some(5, paid), some(4, changed)];
  for (const each of [...told, ...others]) expect(await sync.send({ provider: 'stripe', body: JSON.stringify(each) })).toBe(200);
  await sync.settled();
  api.events = [...told, ...others];

  expect(await ring({})).toMatchObject({ ok: true });
  expect(lines()).toEqual([found('flutterwave'), found('stripe')]);
  expect(lines().at(-1)).toMatchObject({ level: 'INFO', missing: 0, known: 12, unlisted: 4, missingFound: 0 });

  api.events = [...api.events, ...withheld];
  expect(await ring({})).toMatchObject({ ok: true });
  expect(lines().at(-1)).toMatchObject({ level: 'WARN', missing: 5, undecided: 0, known: 12, missingFound: 5, service: 'BunceSync' });
  expect(JSON.stringify(lines())).not.toMatch(/ada|cus_/);
  expect(await sync.events()).toHaveLength(12);
});

it('compares the others where one refuses the key, and fails; and each in its own interval', async () => {
  status = 401;
  api.events = [paid()];
  expect(await ring({ time: '2026-03-02T00:00:30Z' })).toMatchObject({
    ok: false,
    message: expect.stringContaining('flutterwave') as string,
  });
  const [refused, compared] = lines().slice(-2);
  expect(refused).toMatchObject({ level: 'ERROR', provider: 'flutterwave', cause: expect.stringContaining('answered 401') as string });
  expect(compared).toMatchObject({ provider: 'stripe', missingFound: 1 });

  status = 200;
  const before = lines().length;
  expect(await ring({ time: '2026-03-02T12:00:30Z' })).toMatchObject({ ok: true });
  expect(lines().slice(before)).toEqual([found('flutterwave')]);
});
