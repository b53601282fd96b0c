import { createServer, type IncomingMessage } from 'node:http';

import { close, listen } from '../../local/loopback.ts';

export interface StripeEvent {
  readonly id: string;
  /** Unix seconds. */
  readonly created: number;
}

export interface StripeApi {
  readonly url: string;
  /** Paths that were asked for, with their queries. */
  readonly asked: readonly string[];
  /** Oldest first. */
  events: readonly StripeEvent[];
  /** Statuses of the next answers, in place of theirs. */
  failing: number[];
  close(): Promise<void>;
}

/** As much of Stripe's API as its page on the list of events says: newest first, a page at a time, `has_more`. */
export async function startStripeApi(key: string): Promise<StripeApi> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const status = api.failing.shift() ?? (request.headers.authorization === `Bearer ${key}` ? 200 : 401);
    const body = status === 200 ? pageOf(api.events, request) : { error: { message: 'ada@example.com' } };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const api: StripeApi = { url: `${await listen(server)}/v1`, asked, events: [], failing: [], close: async () => close(server) };
  return api;
}

function pageOf(events: readonly StripeEvent[], { url = '' }: IncomingMessage): object {
  const { pathname, searchParams: query } = new URL(url, 'http://stripe');
  if (pathname !== '/v1/events') return { error: { type: 'invalid_request_error' } };
  const since = Number(query.get('created[gte]'));
  const all = events.filter(({ created }) => created >= since).toReversed();
  const from = all.findIndex(({ id }) => id === query.get('starting_after')) + 1;
  const limit = Math.min(Number(query.get('limit') ?? 10), 100);
  return { object: 'list', url: '/v1/events', data: all.slice(from, from + limit), has_more: from + limit < all.length };
}
