import { Envelope, envelopeOf } from '../queue/envelope.ts';
import { type Parked, unpackBody } from '../queue/parked.ts';
import { jsonOf } from '../queue/taken.ts';
import type { SecretContent } from '../runtime/secrets.ts';
import type { Provider } from '../webhook/provider.ts';
import type { Reading } from '../webhook/read.ts';
import { readAsReceiver, type Receiving } from './read-as-receiver.ts';

/** What a parked message asks for today. */
export type Reread =
  /** `rest`: why a part of it stays parked all the same. */
  | { readonly kind: 'send'; readonly envelope: Envelope; readonly rest?: string | undefined }
  /** Read by today's code it asks for nothing. */
  | { readonly kind: 'nothing'; readonly why: string }
  | { readonly kind: 'stays'; readonly why: string };

export interface RereadingStack extends Receiving {
  /** Those whose bodies can be read. */
  readonly providers: Readonly<Record<string, Provider>>;
  secretOf(provider: string): Promise<SecretContent>;
}

/** The envelope that it holds; a body that could not be read is read by today's code. */
export async function reread(parked: Parked, stack: RereadingStack): Promise<Reread> {
  if (parked.envelope) return send(parked.envelope);
  try {
    const body = unpackBody(parked.raw?.body ?? '');
    return parked.provider === 'queue' ? ofTheQueue(body) : await mapped(parked, { body, stack });
  } catch (error) {
    return { kind: 'stays', why: error instanceof Error ? error.message : String(error) };
  }
}

const send = (envelope: Envelope): Reread => ({ kind: 'send', envelope });

function ofTheQueue(body: Buffer): Reread {
  const envelope = Envelope.safeParse(jsonOf(body.toString()));
  return envelope.success ? send(envelope.data) : { kind: 'stays', why: 'not a message of this version' };
}

async function mapped(
  { id, provider: name, raw, firstReceivedAt }: Parked,
  { body, stack }: { readonly body: Buffer; readonly stack: RereadingStack },
): Promise<Reread> {
  const provider = Object.hasOwn(stack.providers, name) ? stack.providers[name] : undefined;
  if (!provider) return { kind: 'stays', why: `this version has no provider ${name}` };
  const request = { headers: raw?.headers ?? {}, body };
  const reading = await readAsReceiver({ provider, stack, request, find: async (payload) => found(payload, { provider, stack }) });
  if (reading.kind === 'unreadable') return { kind: 'stays', why: reading.cause };
  if (reading.kind === 'ignored') return { kind: 'nothing', why: reading.why };
  const rest = restOf(reading.unreadable);
  if (reading.commands.length === 0) return rest === undefined ? { kind: 'nothing', why: 'no commands' } : { kind: 'stays', why: rest };
  // The id it had when it came, which may have stood in a header that is not kept.
  const identity = { ...reading, id: id.slice(name.length + 1) };
  const envelope = envelopeOf(
    { provider: name, identity, thread: reading.thread, seal: raw?.seal, receivedAt: new Date(firstReceivedAt) },
    reading.commands,
  );
  return { kind: 'send', envelope, rest };
}

/** Entries that today's code cannot read either must not go with those that it can. */
function restOf(unreadable: (Reading & { kind: 'read' })['unreadable']): string | undefined {
  const [first] = unreadable;
  return first && `${unreadable.length} of its entries cannot be read: ${first.cause}`;
}

/** Milliseconds: less than a batch is held for. */
const LOOKUP_DEADLINE = 8000;

async function found(
  payload: unknown,
  { provider, stack }: { readonly provider: Provider; readonly stack: RereadingStack },
): Promise<unknown> {
  const reference = provider.lookup?.reference(payload) ?? null;
  if (!provider.lookup || reference === null) return undefined;
  const { credentials } = await stack.secretOf(provider.name);
  return provider.lookup.fetch({
    reference,
    credentials,
    settings: stack.settingsOf(provider.name),
    signal: AbortSignal.timeout(LOOKUP_DEADLINE),
  });
}
