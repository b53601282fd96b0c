import { setTimeout as pause } from 'node:timers/promises';

import { Pool } from 'undici';

import { providers } from '../../functions/webhooks/registry.ts';
import { localSecret } from '../local-secret.ts';
import type { Webhook } from './webhooks.ts';

export interface Sending {
  readonly gateway: string;
  readonly webhooks: readonly Webhook[];
  readonly concurrency: number;
  onAccepted(webhook: Webhook): void;
}

/** As providers do: again and again until it is taken. */
export async function sendAll({ gateway, webhooks, concurrency, onAccepted }: Sending): Promise<void> {
  const pool = new Pool(gateway, { connections: concurrency });
  const late: Webhook[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let webhook = webhooks[next]; webhook; webhook = webhooks[next]) {
      next += 1;
      if (webhook.copies === 'late') late.push(webhook);
      const twice = webhook.copies === 'at-once' || webhook.copies === 'same-batch';
      await Promise.all((twice ? [webhook, webhook] : [webhook]).map(async (copy) => until200(pool, copy)));
      onAccepted(webhook);
      // Redeliveries come in between, some time after.
      if (late.length > 20) await until200(pool, late.shift() ?? webhook);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  for (const webhook of late) await until200(pool, webhook);
  await pool.close();
}

/** Sends one until it is taken; throws when it never is. */
export async function until200(pool: Pool, webhook: Webhook): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if ((await send(pool, webhook)) === 200) return;
    await pause(100 + attempt * 50);
  }
  throw new Error(`no 200 for ${webhook.provider} ${webhook.token}`);
}

async function send(pool: Pool, { provider: name, body, token }: Webhook): Promise<number> {
  const provider = providers[name];
  if (!provider) throw new Error(`no provider is called ${name}`);
  const proof = provider.signature.sign({ body: Buffer.from(body), secret: localSecret(provider), now: new Date(), id: token });
  const headers = { 'content-type': 'application/json', ...proof };
  const { statusCode, body: answer } = await pool.request({ method: 'POST', path: `/webhooks/${name}`, headers, body });
  await answer.dump();
  return statusCode;
}

export const acceptedInto =
  ({ accepted }: { readonly accepted: Set<string> }) =>
  ({ token }: Webhook): void =>
    void accepted.add(token);
