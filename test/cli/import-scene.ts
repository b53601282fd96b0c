import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, onTestFinished } from 'vitest';

import { csvSource } from '../../cli/import/csv-source.ts';
import { dry, keptNowhere } from '../../cli/import/dry.ts';
import { go } from '../../cli/import/go.ts';
import type { Kept } from '../../cli/import/kept.ts';
import type { Report } from '../../cli/import/report.ts';
import { holderOf } from '../../functions/consumer/people/person.ts';
import { type People, peopleIn } from '../../functions/consumer/state/people.ts';
import { type BunceSimulator, LOCAL_KEYS, startBunceSimulator } from '../../local/bunce/server.ts';
import { startTableServer, createTable } from '../../local/tables.ts';
import { type Bunce, bunce } from '../../shared/bunce/api/bunce.ts';
import type { Customers } from '../../shared/bunce/api/customers.ts';
import { stageOf } from '../../shared/config/config.ts';
import { table } from '../../shared/runtime/table.ts';
import { project } from '../project.ts';

/** Rows of a file, brought to a simulator of Bunce and a table of their own, which all tests of a file share. */
export function importScene() {
  let simulator: BunceSimulator;
  let client: Bunce;
  let tables: Awaited<ReturnType<typeof startTableServer>>;
  beforeAll(async () => {
    simulator = await startBunceSimulator({ limit: { requests: null } });
    client = bunce({ baseUrl: simulator.url, key: LOCAL_KEYS.test, callsPerMinute: 1_000_000, retries: 0 });
    tables = await startTableServer();
    const key = { AttributeName: 'pk' };
    await createTable(tables, {
      TableName: 'state',
      AttributeDefinitions: [{ ...key, AttributeType: 'S' }],
      KeySchema: [{ ...key, KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
  });
  afterAll(async () => {
    await Promise.all([client.close(), simulator.close(), tables.close()]);
  });
  const settings = stageOf(project.config, 'default');
  const people = (): People =>
    peopleIn(table({ client: tables.client, name: 'state', sleep: async () => {} }), {
      token: crypto.randomUUID(),
      until: () => Date.now() + 60_000,
      holder: holderOf({ bunce: { baseUrl: simulator.url } }),
      now: Date.now,
    });
  return {
    people,
    client: () => client,
    customer: async (id: string) => client.customers.find(id),
    /** How many triggers Bunce has been sent. */
    triggers: async (): Promise<number> => {
      const log = await fetch(`${simulator.control}/log`);
      return (await log.text()).split('/events/trigger').length - 1;
    },
    async import(
      text: string,
      {
        provider = 'clerk',
        kept = keptNowhere(),
        interrupted = new AbortController().signal,
        customers = client.customers,
        isDry = false,
      }: How = {},
    ): Promise<Report> {
      const source = await csvSource({ file: await fileOf(text), provider, separator: undefined, columns: {} });
      const work = { customers, settings, provider: source.provider, people };
      return go({ source, work: isDry ? dry(work) : work, kept, interrupted, onEnds: () => {} });
    },
  };
}

interface How {
  readonly provider?: string;
  readonly kept?: Kept;
  readonly interrupted?: AbortSignal;
  readonly customers?: Customers;
  readonly isDry?: boolean;
}

/** A file with this content, for one test. */
export async function fileOf(content: string | Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'import-'));
  onTestFinished(async () => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'people.csv'), content);
  return join(folder, 'people.csv');
}
