import { onTestFinished } from 'vitest';
import * as z from 'zod/mini';

import { LOCAL_KEYS, startBunceSimulator } from '../../../local/bunce/server.ts';
import type { Switches } from '../../../local/bunce/switches.ts';
import { defineAll } from '../../../local/catalogue.ts';
import type { Config } from '../../../shared/config/config.ts';

const Row = z.object({ method: z.string(), path: z.string(), status: z.nullable(z.int()) });
const Customer = z.object({
  customer_id: z.string(),
  email: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  phone_no: z.nullable(z.string()),
  attributes: z.record(z.string(), z.string()),
  devices: z.array(z.object({ token: z.string() })),
});
const Trigger = z.object({
  name: z.string(),
  email: z.nullable(z.string()),
  payload: z.looseObject({}),
  customer_id: z.nullable(z.string()),
});

export interface BunceOptions {
  readonly switches: Partial<Switches>;
  readonly config: Pick<Config, 'events' | 'attributes'>;
}

/** A strict Bunce with an account that fits the config, and what can be asked about it afterwards. */
export async function openBunce({ switches, config }: BunceOptions) {
  const server = await startBunceSimulator({ switches });
  onTestFinished(async () => server.close());
  const catalogue = await defineAll({ baseUrl: server.url, key: LOCAL_KEYS.test }, config);
  const read = async (path: string): Promise<unknown> => (await fetch(`${server.control}/${path}`)).json();
  const post = async (url: string, body: object): Promise<void> => {
    const headers = { 'content-type': 'application/json', 'x-authorization': LOCAL_KEYS.test };
    const { ok, status } = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!ok) throw new Error(`${url} answered ${status}`);
  };
  const setUp = z.array(Row).parse(await read('log')).length;
  return {
    url: server.url,
    catalogue,
    /** What somebody else asks Bunce. */
    ask: async (path: string, body: object) => post(`${server.url}${path}`, body),
    fault: async (fault: object) => post(`${server.control}/faults`, fault),
    mend: async () => void (await fetch(`${server.control}/faults`, { method: 'DELETE' })),
    /** Changes the simulator itself: `switches`, `settings`, `reset`. */
    simulate: async (what: string, change: object = {}) => post(`${server.control}/${what}`, change),
    events: async () => z.array(Trigger).parse(await read('events')),
    customers: async () => z.array(Customer).parse(await read('customers')),
    /** Method, path and status of every call the consumer made. */
    calls: async () => {
      const rows = z.array(Row).parse(await read(`log?since=${setUp}`));
      return rows.map(({ method, path, status }) => `${method} ${path.replace('/v1', '')} ${status}`);
    },
  };
}
