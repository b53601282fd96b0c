import { providersOf } from '../../functions/webhooks/senders.ts';
import { chosenFrom, type Entry, entriesOf } from '../../shared/bunce/binding-choice.ts';
import type { Binding } from '../../shared/bunce/binding.ts';
import type { Command } from '../../shared/bunce/command.ts';
import { metadataKeysOf } from '../../shared/bunce/metadata-keys.ts';
import { moneyIn } from '../../shared/bunce/own-events.ts';
import { attempt, type Source } from '../../shared/bunce/parameters.ts';
import { profileOf } from '../../shared/bunce/profile.ts';
import { type Settled, stageOf } from '../../shared/config/config.ts';
import type { Project } from '../../shared/config/project.ts';
import { toldIn } from '../../shared/config/told-in.ts';
import { settingsOf } from '../../shared/webhook/generic-source.ts';
import type { Reading } from '../../shared/webhook/read.ts';
import { homeOf, type Sample, samplesOf } from '../samples.ts';
import { readSample } from '../triggers.ts';
import type { BindingRow, Pair } from './lists.ts';

/** What each sample of each provider of the config becomes, by the bindings as they stand. */
export async function bindingsIn(project: Project): Promise<readonly BindingRow[]> {
  const settings = stageOf(project.config, 'default');
  const all = providersOf(project);
  const rows = Object.keys(settingsOf(project.config)).flatMap((name) => {
    const provider = all[name];
    if (!provider) return [];
    const selection = { metadata: metadataKeysOf(settings.events, name) };
    return samplesOf(homeOf(name, project)).map(async (sample) =>
      rowsOf(await readSample({ provider, selection }, sample), { provider: name, sample, settings }),
    );
  });
  return (await Promise.all(rows)).flat();
}

interface Sampled {
  readonly provider: string;
  readonly sample: Sample;
  readonly settings: Settled;
}

type Track = Extract<Command, { type: 'track-event' }>;

function rowsOf(reading: Reading, sampled: Sampled): readonly BindingRow[] {
  const nothing = { provider: sampled.provider, sample: sampled.sample.name, event: '', becomes: '', parameters: [], attributes: [] };
  if (reading.kind !== 'read') {
    const why = reading.kind === 'ignored' ? `ignored: ${reading.why}` : reading.cause;
    return [{ ...nothing, type: reading.type ?? '', why }];
  }
  const tracked = reading.commands.filter((command): command is Track => command.type === 'track-event');
  if (tracked.length === 0) return [{ ...nothing, type: reading.type, why: 'tells no event: it brings a customer up to date' }];
  return tracked.map((command) => rowOf(command, { ...sampled, nothing, reading }));
}

interface Telling extends Sampled {
  readonly nothing: Omit<BindingRow, 'type'>;
  readonly reading: Reading & { kind: 'read' };
}

function rowOf(command: Track, { nothing, reading: { type, mode }, provider, settings }: Telling): BindingRow {
  const { event, customer } = command;
  const row = { ...nothing, type, event: event.name };
  const told = toldIn(command, { provider, type, mode, settings });
  const binding = chosen(settings, told);
  if (typeof binding === 'string') return { ...row, why: binding };
  const source: Source = {
    ...told,
    money: moneyIn(event.name, settings.ownEvents),
    occurredAt: event.occurredAt ?? 'when it comes',
    person: { customer_id: customer.id ?? '', ...(customer.email && { email: customer.email }), ...profileOf(customer, settings) },
  };
  return {
    ...row,
    becomes: binding.event,
    parameters: pairs(binding.parameters, source),
    attributes: pairs(binding.attributes ?? {}, source),
  };
}

/** The binding, or why there is none. */
function chosen(settings: Settled, told: ReturnType<typeof toldIn>): Binding | string {
  try {
    const entry: Entry | undefined = chosenFrom(entriesOf(settings.events, told.event.name), told);
    if (entry === undefined) return 'no binding in the config takes it';
    return entry.event === null ? 'the config says that nothing is told' : entry;
  } catch (error) {
    return `its "when" throws: ${error instanceof Error ? error.message : String(error)}`;
  }
}

const pairs = (bound: Binding['parameters'], source: Source): readonly Pair[] =>
  Object.entries(bound).map(([name, each]) => {
    const { value, unfit } = attempt(each, { source, type: 'text' });
    return [name, value === undefined ? (unfit ? 'does not convert' : '–') : String(value)];
  });
