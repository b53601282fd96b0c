import { providers } from '../functions/webhooks/registry.ts';
import type { Outcome } from '../shared/webhook/accept.ts';
import { BODY_LIMIT } from '../shared/webhook/body-limit.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import { cpuOf, rounded } from './cpu.ts';
import { type HostileBodies, hostileBodies } from './hostile-bodies.ts';
import { providerNamed } from './provider.ts';
import { forgeryOf, type Webhook } from './webhook.ts';

/** How many times Paystack's CPU a stranger may cost: that is one HMAC of all bytes, which no provider can do without. */
const LIMIT = 3;
/** Bytes: just under what API Gateway and Lambda let through. */
const LARGE = 4 * 1024 * 1024 - 1;

export interface HostileOptions {
  /** All by default. */
  readonly provider?: readonly string[];
  readonly rounds: number;
  readonly json?: boolean;
}

interface Row {
  readonly provider: string;
  /** Milliseconds of CPU for 4 MB, most of which a provider with a lower limit refuses unread. */
  readonly large: number;
  /** Milliseconds of CPU for as much as the provider's own limit lets in. */
  readonly atLimit: number;
  /** Of the dearest of all. */
  readonly shape: string;
  readonly ratio: number;
  readonly limit: number;
  readonly ok: boolean;
}

/** Prints what one request costs that anybody can send; leaves exit code 1 where it is dearer than allowed. */
export async function printHostile({ provider = Object.keys(providers), rounds, json }: HostileOptions): Promise<void> {
  const large = hostileBodies(LARGE);
  const allowed = await dearest(withoutLimit(providerNamed('paystack')), { bodies: large, rounds });
  const rows: Row[] = [];
  for (const name of provider) rows.push(rowOf(name, { ...(await costsOf(providerNamed(name), { bodies: large, rounds })), allowed }));
  if (json) console.log(JSON.stringify(rows, null, 2));
  else console.table(Object.fromEntries(rows.map(({ provider: name, ...row }) => [name, row])));
  if (rows.some(({ ok }) => !ok)) process.exitCode = 1;
}

interface Attack {
  readonly bodies: HostileBodies;
  readonly rounds: number;
}

interface Cost {
  readonly milliseconds: number;
  readonly shape: string;
}

interface Costs {
  readonly large: Cost;
  readonly atLimit: Cost;
}

async function costsOf(provider: Provider, attack: Attack): Promise<Costs> {
  const large = await dearest(provider, attack);
  const size = limitOf(provider);
  return { large, atLimit: size < LARGE ? await dearest(provider, { ...attack, bodies: hostileBodies(size) }) : large };
}

function rowOf(provider: string, { large, atLimit, allowed }: Costs & { readonly allowed: Cost }): Row {
  const most = large.milliseconds > atLimit.milliseconds ? large : atLimit;
  const ratio = rounded(most.milliseconds / allowed.milliseconds);
  const [first, second] = [large, atLimit].map(({ milliseconds }) => rounded(milliseconds));
  return { provider, large: first ?? 0, atLimit: second ?? 0, shape: most.shape, ratio, limit: LIMIT, ok: ratio <= LIMIT };
}

/** The dearest of all shapes. */
async function dearest(provider: Provider, { bodies, rounds }: Attack): Promise<Cost> {
  let most: Cost = { milliseconds: 0, shape: '' };
  for (const [shape, body] of bodies) {
    const milliseconds = await quickest(forgeryOf(provider, body), { rounds, enough: most.milliseconds });
    if (milliseconds > most.milliseconds) most = { milliseconds, shape };
  }
  return most;
}

/** In milliseconds, for whatever else the machine does only ever adds. Stops at what is enough to know: that another one is dearer. */
async function quickest(webhook: Webhook, { rounds, enough }: { readonly rounds: number; readonly enough: number }): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < rounds && least > enough; round += 1) {
    const microseconds = await cpuOf(async () => refused(await webhook.receive()));
    least = Math.min(least, microseconds / 1000);
  }
  return least;
}

function refused({ kind }: Outcome): void {
  if (kind !== 'refused' && kind !== 'oversized') throw new Error(`what a stranger made up became ${kind}`);
}

/** Bytes that the receiver takes of this provider. */
const limitOf = (provider: Provider): number => provider.bodyLimit ?? BODY_LIMIT.usual;

/** The measure itself takes 4 MB, whatever Paystack's own limit. */
const withoutLimit = (provider: Provider): Provider => Object.assign({}, provider, { bodyLimit: LARGE });
