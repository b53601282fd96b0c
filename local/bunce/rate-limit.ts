import * as z from 'zod/mini';
import { refused, type Answer } from './answer.ts';

const seconds = z.number().check(z.positive());

/** Requests per window and client address; null is no limit. Past it the address is shut out for the lock-out. */
export const Limit = z.strictObject({
  requests: z._default(z.nullable(z.int().check(z.positive())), 500),
  windowSeconds: z._default(seconds, 60),
  lockOutSeconds: z._default(seconds, 60),
});
export type Limit = z.infer<typeof Limit>;

export interface RateLimiter {
  readonly limit: Limit;
  /** Counts a request; the documented 429 if it is one too many. */
  refusal(address: string): Answer | undefined;
  /** Forgets every client, and takes over new numbers if given. */
  reset(limit?: Limit): void;
}

interface Client {
  /** A ring of the last `requests` times: the slot that comes next holds the oldest. */
  readonly times: number[];
  next: number;
  lockedUntil: number;
}

const tooMany = (wait: number): Answer => ({
  ...refused(429, 'You have reached maximum request limit.'),
  headers: { 'retry-after': String(Math.ceil(wait / 1000)) },
});

/** True if the request is within the limit of the window that ends with it. */
function counts(client: Client, { now, limit }: { readonly now: number; readonly limit: Limit & { readonly requests: number } }): boolean {
  const oldest = client.times[client.next];
  if (oldest !== undefined && oldest > now - limit.windowSeconds * 1000) return false;
  client.times[client.next] = now;
  client.next = (client.next + 1) % limit.requests;
  return true;
}

/** Refused requests neither count nor prolong the lock-out. */
export function rateLimiter(initial: Limit, ports: { now(): Date }): RateLimiter {
  const limit = { ...initial };
  const clients = new Map<string, Client>();
  const clientAt = (address: string): Client => {
    const client = clients.get(address) ?? { times: [], next: 0, lockedUntil: 0 };
    clients.set(address, client);
    return client;
  };
  return {
    limit,
    refusal(address) {
      const { requests } = limit;
      if (requests === null) return undefined;
      const now = ports.now().getTime();
      const client = clientAt(address);
      if (now < client.lockedUntil) return tooMany(client.lockedUntil - now);
      if (counts(client, { now, limit: { ...limit, requests } })) return undefined;
      clients.set(address, { times: [], next: 0, lockedUntil: now + limit.lockOutSeconds * 1000 });
      return tooMany(limit.lockOutSeconds * 1000);
    },
    reset(next) {
      Object.assign(limit, next);
      clients.clear();
    },
  };
}
