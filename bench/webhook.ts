import { createPublicKey } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import { homeOf, type Sample, samplesOf } from '../local/samples.ts';
import { envelopeMessage } from '../shared/queue/sender.ts';
import { accept, type Outcome, type Ports } from '../shared/webhook/accept.ts';
import { configured, type Selection } from '../shared/webhook/selection.ts';
import type { Provider, ProviderSettings } from '../shared/webhook/provider.ts';
import type { WebhookRequest } from '../shared/webhook/request.ts';

/** Bytes: a purchase with a full cart. */
const SIZE = 4700;

const NOW = new Date('2026-03-14T10:00:00Z');

/** What a signature may need besides header and secret. */
const SETTINGS = { url: 'https://bench.example/webhooks/bench', webhookId: '4JH86294D6297924G' } as const satisfies ProviderSettings;

/** One webhook of a provider, and the whole of its receiver but for the network. */
export interface Webhook {
  readonly request: WebhookRequest;
  receive(): Promise<Outcome>;
}

/** The provider's largest sample of a purchase, else its largest, brought to size and signed. Throws when it does not become the sample's own commands. */
export async function purchaseOf(provider: Provider): Promise<Webhook> {
  const sample = largestOf(provider);
  const webhook = signedBy(provider, {
    body: padded(sample.body),
    headers: sample.headers,
    secret: secretOf(provider),
    found: sample.lookup,
  });
  const outcome = await webhook.receive();
  const commands = outcome.kind === 'accepted' ? outcome.commands : [];
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(commands)), sample.commands))
    throw new Error(`${provider.name}: ${sample.name} became ${outcome.kind}, not its own commands: ${JSON.stringify(outcome)}`);
  return webhook;
}

/** What a config may ask of any provider: keys of what the merchant attached, its own id, and some events only. */
const SELECTION: Selection = {
  metadata: ['bench_kind', 'bench_campaign'],
  customerId: 'metadata.bench_id',
  events: { except: ['*.nothing'] },
};

/** What a stranger can send: a claim of the right form, made with another secret. */
export const forgeryOf = (provider: Provider, body: Buffer): Webhook =>
  signedBy(provider, { body, headers: largestOf(provider).headers, secret: secretOf(provider, 'a stranger') });

const secretOf = ({ signature }: Provider, words = 'the secret of the bench'): string => signature.secretFrom(words);

interface Unsigned {
  readonly body: Buffer;
  readonly headers: WebhookRequest['headers'];
  readonly secret: string;
  /** What the look-up answers. */
  readonly found?: unknown;
}

function signedBy(provider: Provider, { body, headers, secret, found }: Unsigned): Webhook {
  const proof = provider.signature.sign({ body, secret, now: NOW, id: 'msg_bench', settings: SETTINGS });
  const request = { headers: { ...headers, ...proof }, body };
  const settings = { testEvents: 'send', provider: SETTINGS, selection: SELECTION } as const;
  const asked = configured(answering(provider, found), { name: provider.name, selection: SELECTION });
  const ports = portsOf(provider);
  return { request, receive: async () => accept({ provider: asked, request, settings, ports }) };
}

/** As the real ones but for the sending: the envelope's JSON is part of the work. */
function portsOf(provider: Provider): Ports {
  const secrets = [publicHalf(secretOf(provider))];
  return {
    now: () => NOW,
    secret: async () => ({ secrets, credentials: {} }),
    enqueue: async (envelope) => void envelopeMessage(envelope),
    park: async () => {},
  };
}

/** Receivers hold public keys where the provider keeps the private one. */
const publicHalf = (secret: string): string =>
  secret.startsWith('-----BEGIN PRIVATE KEY') ? String(createPublicKey(secret).export({ type: 'spki', format: 'pem' })) : secret;

const answering = (provider: Provider, found: unknown): Provider =>
  provider.lookup ? { ...provider, lookup: { ...provider.lookup, fetch: async () => found } } : provider;

function largestOf({ name }: Provider): Sample {
  const samples = samplesOf(homeOf(name)).toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const sample = samples.find(({ commands }) => JSON.stringify(commands).includes('"purchase_completed"')) ?? samples[0];
  if (!sample) throw new Error(`${name} has no sample`);
  return sample;
}

const sizeOf = ({ commands }: Sample): number => JSON.stringify(commands).length;

const LINE = { title: 'Ankara fabric, 6 yards', quantity: 2, price: '14500.00' } as const;

/** As providers send it, without blanks, and brought to size with a cart that no schema reads: in the last object, for some send several. */
function padded(body: Buffer): Buffer {
  const text = body.toString('utf8').replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');
  const end = text.lastIndexOf('}');
  const cart: object[] = [];
  const withCart = (): string => `${text.slice(0, end)},"padding":${JSON.stringify(cart)}${text.slice(end)}`;
  while (withCart().length < SIZE) cart.push({ sku: `SKU-${cart.length}`, ...LINE });
  return Buffer.from(withCart());
}
