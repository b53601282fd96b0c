import type { AnyBinding } from '../../../shared/bunce/binding.ts';
import { chosenFrom, entriesOf } from '../../../shared/bunce/binding-choice.ts';
import type { Command } from '../../../shared/bunce/command.ts';
import { moneyIn } from '../../../shared/bunce/own-events.ts';
import { attempt, type Source } from '../../../shared/bunce/parameters.ts';
import { toldIn } from '../../../shared/config/told-in.ts';
import type { Envelope } from '../../../shared/queue/envelope.ts';
import type { Planning } from '../context.ts';
import { byBinding } from '../delivery.ts';
import type { Values, Work } from '../step.ts';
import { attributeOf, noAttribute, valuesOf } from './plan-attributes.ts';

type Track = Extract<Command, { readonly type: 'track-event' }>;

/** What a command comes to, each with what its step's name ends in. */
export type Works = readonly (readonly [suffix: string, work: Work])[];

interface Told {
  readonly command: Track;
  readonly at: string;
  readonly envelope: Envelope;
}

/** The first binding that fits, and what it sets. */
export function tracking({ command, at, envelope }: Told, planning: Planning): Works {
  const { event } = command;
  const source = sourceOf({ command, at, envelope }, planning);
  const entries = entriesOf(planning.settings.events, event.name);
  const binding = byBinding(() => chosenFrom(entries, source));
  if (binding === undefined) return [['', { kind: 'unbound', what: event.name }]];
  if ('kind' in binding) return [['', { kind: 'impossible', detail: binding.detail }]];
  return binding.event === null ? [['', { kind: 'untold' }]] : bound({ event, binding, source }, planning);
}

function sourceOf({ command: { event, metadata }, at, envelope }: Told, { settings }: Planning): Omit<Source, 'person'> {
  return {
    ...toldIn({ event, metadata }, { ...envelope, settings }),
    money: moneyIn(event.name, settings.ownEvents),
    occurredAt: at,
  };
}

interface Binding {
  readonly event: Track['event'];
  readonly binding: AnyBinding;
  readonly source: Omit<Source, 'person'>;
}

function bound({ event, binding, source }: Binding, { catalogue }: Planning): Works {
  const definition = catalogue.events.find(({ name }) => name === binding.event);
  if (!definition) return [['', { kind: 'impossible', detail: `the Bunce account has no event "${binding.event}": run setup` }]];
  const trigger: Works = [['', { kind: 'trigger', event, binding, definition, source }]];
  const attributes = Object.entries(binding.attributes ?? {});
  if (attributes.length === 0) return trigger;
  const missing = attributes.find(([name]) => !attributeOf(catalogue, name));
  if (missing) return [...trigger, ['#attributes', noAttribute(missing[0])]];
  const valuesFor = (person: Source['person']): Values =>
    valuesOf(
      attributes.map(([name, each]) => ({ name, fitting: (type) => attempt(each, { source: { ...source, person }, type }) })),
      catalogue,
    );
  return [...trigger, ['#attributes', { kind: 'attributes', valuesFor }]];
}
