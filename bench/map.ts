import { createHmac } from 'node:crypto';

import { providerNamed } from '../cli/provider.ts';
import { samplesOf } from '../cli/sample.ts';
import { accept, type Ports } from '../shared/webhook/accept.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import type { WebhookRequest } from '../shared/webhook/request.ts';

/** Verify, parse, validate and map must reach this share of the bare floor's rate. */
const LIMIT = 0.5;
/** Bytes: a purchase with a full cart. */
const SIZE = 4700;

export interface MapOptions {
  readonly provider: readonly string[];
  readonly rounds: number;
  readonly json?: boolean;
}

interface Row {
  readonly provider: string;
  readonly floor: number;
  readonly mapped: number;
  readonly ratio: number;
  readonly limit: number;
  readonly ok: boolean;
}

/** Webhooks per second on one core, beside HMAC + JSON.parse + JSON.stringify of the same body, in turns. */
export async function printMap({ provider, rounds, json }: MapOptions): Promise<void> {
  const rows: Row[] = [];
  for (const name of provider) rows.push(await measured(providerNamed(name), rounds));
  if (json) console.log(JSON.stringify(rows, null, 2));
  else console.table(Object.fromEntries(rows.map(({ provider: name, ...row }) => [name, row])));
  if (rows.some(({ ok }) => !ok)) process.exitCode = 1;
}

async function measured(provider: Provider, rounds: number): Promise<Row> {
  const { request, secret } = purchase(provider);
  const ports: Ports = { now: () => NOW, secret: async () => ({ secrets: [secret], credentials: {} }), enqueue: settled, park: settled };
  const receive = async () => accept({ provider, request, settings: { testEvents: 'send', provider: {} }, ports });
  const outcome = await receive();
  if (outcome.kind !== 'accepted' || outcome.commands.length === 0)
    throw new Error(`${provider.name}: the purchase became ${outcome.kind}`);
  const floors: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    floors.push(await perSecond(async () => floor(request.body, provider.name)));
    whole.push(await perSecond(receive));
  }
  const [bare, mapped] = [median(floors), median(whole)];
  // Of neighbours in time, so that a busy moment of the machine hits both.
  const ratio = Math.round(median(whole.map((rate, round) => rate / (floors[round] ?? rate))) * 100) / 100;
  return { provider: provider.name, floor: Math.round(bare), mapped: Math.round(mapped), ratio, limit: LIMIT, ok: ratio >= LIMIT };
}

const NOW = new Date('2026-03-14T10:00:00Z');
const settled = async (): Promise<void> => {};

/** The provider's own purchase sample, brought to size with fields that no schema reads. */
function purchase(provider: Provider): { readonly request: WebhookRequest; readonly secret: string } {
  const sample = samplesOf(provider.name).find(({ commands }) => JSON.stringify(commands).includes('purchase_completed'));
  if (!sample) throw new Error(`${provider.name} has no sample of a purchase`);
  const payload: unknown = JSON.parse(sample.body.toString('utf8'));
  const lines = Array.from({ length: 40 }, (_, index) => ({
    sku: `SKU-${index}`,
    title: 'Ankara fabric, 6 yards',
    quantity: 2,
    price: '14500.00',
  }));
  let body = Buffer.from(JSON.stringify({ ...Object(payload), padding: [] }));
  for (let count = 1; body.length < SIZE && count <= lines.length; count += 1)
    body = Buffer.from(JSON.stringify({ ...Object(payload), padding: lines.slice(0, count) }));
  const secret = provider.signature.secretFrom('bench');
  const proof = provider.signature.sign({ body, secret, now: NOW, id: 'msg_bench' });
  return { request: { headers: { ...sample.headers, ...proof }, body }, secret };
}

/** Providers whose HMAC is not SHA-256: the floor hashes what they hash. */
const ALGORITHM: Readonly<Record<string, string>> = { paystack: 'sha512', monnify: 'sha512', segment: 'sha1' };

function floor(body: Buffer, name: string): string {
  createHmac(ALGORITHM[name] ?? 'sha256', 'the secret')
    .update(body)
    .digest('hex');
  return JSON.stringify(JSON.parse(body.toString('utf8')));
}

async function perSecond(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let done = 0;
  while (performance.now() - began < 300) {
    for (let batch = 0; batch < 50; batch += 1) await work();
    done += 50;
  }
  return (done * 1000) / (performance.now() - began);
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
