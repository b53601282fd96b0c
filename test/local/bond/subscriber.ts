import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import { afterEach, vi } from 'vitest';

import { close, listen } from '../../../local/loopback.ts';

export interface Received {
  readonly signature: string;
  readonly body: string;
}

export interface Subscriber {
  readonly url: string;
  readonly received: readonly Received[];
  /** Resolves with everything that came, once there is that much. */
  until(count: number): Promise<readonly Received[]>;
}

const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map(async (stop) => stop()));
});

/** An endpoint that answers with these statuses, one after the other, the last one for ever. */
export async function startSubscriber(statuses: readonly number[] = [200]): Promise<Subscriber> {
  const received: Received[] = [];
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    received.push({ signature: String(request.headers['bond-signature']), body: await text(request) });
    response.writeHead(statuses[received.length - 1] ?? statuses.at(-1) ?? 200).end();
  };
  const server = createServer((request, response) => void receive(request, response));
  const url = await listen(server);
  running.push(async () => close(server));
  return {
    url,
    received,
    until: async (count) =>
      vi.waitFor(() => {
        if (received.length < count) throw new Error(`${received.length} of ${count} webhooks came`);
        return received;
      }, 10_000),
  };
}
