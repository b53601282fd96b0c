import { providers } from '../../functions/webhooks/registry.ts';
import { bodyOf, type Happening } from '../load/bodies.ts';
import { localSecret } from '../local-secret.ts';
import type { LocalRun } from '../local-run.ts';
import { project } from './project.ts';

/** A webhook, genuine unless it says otherwise. */
export interface Sent {
  readonly provider: string;
  readonly body: string | Buffer;
  /** Of its own besides the signature's, or in place of them. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What it is signed with; null: not at all. */
  readonly secret?: string | null;
}

/** Its status. */
export async function send({ gateway }: Pick<LocalRun, 'gateway'>, { provider: name, body, headers, secret }: Sent): Promise<number> {
  const provider = providers[name];
  if (!provider) throw new Error(`no provider is called ${name}`);
  const url = `${gateway}/webhooks/${name}`;
  const bytes = Buffer.from(body);
  const settings = { url, ...project.config.providers[name] };
  const signing = { body: bytes, secret: secret ?? localSecret(provider), now: new Date(), id: `msg_${Math.random()}`, settings };
  const proof = secret === null ? {} : provider.signature.sign(signing);
  const sent = { 'content-type': 'application/json', ...proof, ...headers };
  return (await fetch(url, { method: 'POST', body: new Uint8Array(bytes), headers: sent })).status;
}

let next = 0;

/** One that never happened before, of somebody whom Bunce has or will have. */
export function genuine(provider: 'clerk' | 'paystack', kind: Happening['kind'] = provider === 'clerk' ? 'update' : 'purchase'): Sent {
  next += 1;
  const at = Math.floor(Date.now() / 1000) - 100_000 + next;
  return { provider, body: bodyOf({ provider, kind, person: 4 * (next % 5), token: `day${next}`, at }) };
}
