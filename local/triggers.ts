import type { Bindings } from '../shared/bunce/binding.ts';
import type { Command } from '../shared/bunce/command.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import { read } from '../shared/webhook/read.ts';
import { type Home, type Sample, samplesOf } from './samples.ts';

interface Telling {
  readonly provider: Provider;
  readonly home: Home;
  readonly events: Bindings;
}

/** The events in Bunce that a provider's samples would trigger, each once, in order. */
export async function triggersIn({ provider, home, events }: Telling): Promise<readonly string[]> {
  const told = await Promise.all(samplesOf(home).map(async (sample) => commandsOf(provider, sample)));
  const triggered = told.flat().flatMap((command) => (command.type === 'track-event' ? (events[command.event.name]?.event ?? []) : []));
  return [...new Set(triggered)].sort();
}

async function commandsOf(provider: Provider, { body, headers, lookup }: Sample): Promise<readonly Command[]> {
  const { signature } = provider;
  const proof = signature.sign({ body, secret: signature.secretFrom('a sample'), now: new Date(0), id: 'msg_sample', settings: {} });
  const reading = await read({
    provider,
    request: { headers: { ...headers, ...proof }, body },
    testEvents: 'send',
    find: async () => lookup,
  });
  return reading.kind === 'read' ? reading.commands : [];
}
