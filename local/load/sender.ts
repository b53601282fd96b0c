import { setTimeout as pause } from 'node:timers/promises';

import { Pool } from 'undici';

import { providers } from '../../functions/webhooks/registry.ts';
import { localSecret } from '../local-secret.ts';

/** A webhook that can be sent. */
export interface Sendable {
  readonly provider: string;
  readonly token: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** How often and when the provider sends it; `two-groups`: at once, to receivers of which each chooses another group. */
  readonly copies: 'one' | 'at-once' | 'same-batch' | 'late' | 'two-groups';
  /** What its provider signs with; default: as in a local run. */
  readonly secret?: string;
  /** The token of one that must have been taken before. */
  readonly waitsFor?: string;
}

export interface Sending {
  readonly gateway: string;
  readonly webhooks: readonly Sendable[];
  readonly concurrency: number;
  onAccepted(webhook: Sendable): void;
}

/** As providers do: again and again until it is taken. */
export async function sendAll({ gateway, webhooks, concurrency, onAccepted }: Sending): Promise<void> {
  const pool = new Pool(gateway, { connections: concurrency });
  const late: Sendable[] = [];
  const taken = new Map(webhooks.map(({ token }) => [token, Promise.withResolvers<void>()]));
  let next = 0;
  const work = async (): Promise<void> => {
    for (let webhook = webhooks[next]; webhook; webhook = webhooks[next]) {
      next += 1;
      await taken.get(webhook.waitsFor ?? '')?.promise;
      if (webhook.copies === 'late') late.push(webhook);
      const twice = webhook.copies !== 'one' && webhook.copies !== 'late';
      await Promise.all((twice ? [webhook, webhook] : [webhook]).map(async (copy) => until200(pool, copy)));
      onAccepted(webhook);
      taken.get(webhook.token)?.resolve();
      // Redeliveries come in between, some time after.
      if (late.length > 20) await until200(pool, late.shift() ?? webhook);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  for (const webhook of late) await until200(pool, webhook);
  await pool.close();
}

/** Sends one until it is taken; throws when it never is. */
export async function until200(pool: Pool, webhook: Sendable): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if ((await send(pool, webhook)) === 200) return;
    await pause(100 + attempt * 50);
  }
  throw new Error(`no 200 for ${webhook.provider} ${webhook.token}`);
}

async function send(pool: Pool, { provider: name, body, headers, token, secret }: Sendable): Promise<number> {
  const provider = providers[name];
  if (!provider) throw new Error(`no provider is called ${name}`);
  const proof = provider.signature.sign({ body: Buffer.from(body), secret: secret ?? localSecret(provider), now: new Date(), id: token });
  const sent = { 'content-type': 'application/json', ...headers, ...proof };
  const { statusCode, body: answer } = await pool.request({ method: 'POST', path: `/webhooks/${name}`, headers: sent, body });
  await answer.dump();
  return statusCode;
}
