import type { AnyBindings } from '../shared/bunce/binding.ts';
import { chosenFrom, entriesOf } from '../shared/bunce/binding-choice.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import { metadataKeysOf } from '../shared/bunce/metadata-keys.ts';
import { read, type Reading, type ReadRequest } from '../shared/webhook/read.ts';
import { type Home, type Sample, samplesOf } from './samples.ts';

interface Telling {
  readonly provider: Provider;
  readonly home: Home;
  readonly events: AnyBindings;
}

/** The events in Bunce that a provider's samples would trigger, each once, in order. */
export async function triggersIn({ provider, home, events }: Telling): Promise<readonly string[]> {
  const told = await Promise.all(
    samplesOf(home).map(async (sample) => readSample({ provider, selection: { metadata: metadataKeysOf(events, provider.name) } }, sample)),
  );
  const triggered = told.flatMap((reading) => (reading.kind === 'read' ? triggersOf(reading, { provider, events }) : []));
  return [...new Set(triggered)].sort();
}

function triggersOf(
  reading: Reading & { kind: 'read' },
  { provider: { name }, events }: Pick<Telling, 'provider' | 'events'>,
): readonly string[] {
  const { type, mode, commands } = reading;
  return commands.flatMap((command) => {
    if (command.type !== 'track-event') return [];
    const { event, metadata = {} } = command;
    const origin = { provider: name, type, mode, metadata };
    return chosenFrom(entriesOf(events, event.name), { event, origin, listed: Object.keys(metadata) })?.event ?? [];
  });
}

/** What a sample says once it is let in, signed with a secret that is nobody's; looked up is what `find` gives, else what stands beside it. */
export async function readSample({ provider, ...picked }: Picking, { body, headers, lookup }: Sampled): Promise<Reading> {
  const { signature } = provider;
  const proof = signature.sign({ body, secret: signature.secretFrom('a sample'), now: new Date(0), id: 'msg_sample', settings: {} });
  return read({ find: async () => lookup, provider, ...picked, request: { headers: { ...headers, ...proof }, body }, testEvents: 'send' });
}

type Picking = Pick<ReadRequest, 'provider' | 'selection'> & Partial<Pick<ReadRequest, 'find'>>;
type Sampled = Pick<Sample, 'body' | 'headers'> & Partial<Pick<Sample, 'lookup'>>;
