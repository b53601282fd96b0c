import { onTestFinished } from 'vitest';
import * as z from 'zod/mini';
import { LOCAL_KEYS, startBunceSimulator, type BunceSimulatorOptions } from '../../../local/bunce/server.ts';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export type Ask = (line: string, body?: unknown) => Promise<Answered>;

const json = (text: string): unknown => (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text);

function asking(root: string, headers: Readonly<Record<string, string>>): Ask {
  return async (line, body) => {
    const [method = 'GET', path = ''] = line.split(' ');
    const request = { method, headers: { ...headers, 'content-type': 'application/json' } };
    const answer = await fetch(root + path, body === undefined ? request : { ...request, body: JSON.stringify(body) });
    return { status: answer.status, headers: answer.headers, body: json(await answer.text()) };
  };
}

/** A simulator for one test, with `bunce` to call it as a client, `live` with the live key, `control` as a tool. */
export async function simulated(options: BunceSimulatorOptions = {}) {
  const simulator = await startBunceSimulator(options);
  onTestFinished(() => simulator.close());
  return {
    ...simulator,
    bunce: asking(simulator.url, { 'X-Authorization': LOCAL_KEYS.test }),
    live: asking(simulator.url, { 'X-Authorization': LOCAL_KEYS.live }),
    withHeaders: (headers: Readonly<Record<string, string>>) => asking(simulator.url, headers),
    control: asking(simulator.control, {}),
  };
}

const WithId = z.object({ data: z.object({ id: z.string() }) });

/** The id of what a call has created. */
export const idOf = ({ body }: Answered): string => WithId.parse(body).data.id;

/** The five fields a customer needs, made from one name. */
export const person = (name: string) => ({
  customer_id: `user_${name}`,
  email: `${name}@example.com`,
  first_name: name,
  last_name: 'Okafor',
  phone_no: '+2348012345678',
});

export const purchase = {
  name: 'Purchase',
  description: 'A payment went through',
  parameters: [
    { name: 'Amount', type: 'numeric', required: true },
    { name: 'Funding Method', type: 'text', required: false },
    { name: 'Paid at', type: 'Timestamp', required: false },
  ],
};
