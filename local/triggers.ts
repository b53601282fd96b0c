import { type Bindings, bindingIn } from '../shared/bunce/binding.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import { read, type Reading } from '../shared/webhook/read.ts';
import { type Home, type Sample, samplesOf } from './samples.ts';

interface Telling {
  readonly provider: Provider;
  readonly home: Home;
  readonly events: Bindings;
}

/** The events in Bunce that a provider's samples would trigger, each once, in order. */
export async function triggersIn({ provider, home, events }: Telling): Promise<readonly string[]> {
  const told = await Promise.all(samplesOf(home).map(async (sample) => readSample(provider, sample)));
  const commands = told.flatMap((reading) => (reading.kind === 'read' ? reading.commands : []));
  const triggered = commands.flatMap((command) =>
    command.type === 'track-event' ? (bindingIn(events, command.event.name)?.event ?? []) : [],
  );
  return [...new Set(triggered)].sort();
}

/** What a sample says once it is let in, signed with a secret that is nobody's. */
export async function readSample(provider: Provider, { body, headers, lookup }: Sample): Promise<Reading> {
  const { signature } = provider;
  const proof = signature.sign({ body, secret: signature.secretFrom('a sample'), now: new Date(0), id: 'msg_sample', settings: {} });
  return read({ provider, request: { headers: { ...headers, ...proof }, body }, testEvents: 'send', find: async () => lookup });
}
