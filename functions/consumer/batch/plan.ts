import type { AnyBinding, ParameterType } from '../../../shared/bunce/binding.ts';
import { chosenFrom, entriesOf } from '../../../shared/bunce/binding-choice.ts';
import type { Catalogue } from '../../../shared/bunce/catalogue.ts';
import { type Command, type Customer, PRIVACY_REQUEST } from '../../../shared/bunce/command.ts';
import { fieldsOf } from '../../../shared/bunce/own-events.ts';
import { attempt, converted, type Fit, fit, type Source } from '../../../shared/bunce/parameters.ts';
import type { Envelope } from '../../../shared/queue/envelope.ts';
import { toldIn } from '../../../shared/config/told-in.ts';
import type { Planning } from '../context.ts';
import { byBinding } from '../delivery.ts';
import type { Receipt } from '../receipt.ts';
import type { Step, Values, Work } from '../step.ts';

type Track = Extract<Command, { readonly type: 'track-event' }>;
type Attributes = Extract<Command, { readonly type: 'set-attributes' }>['attributes'];

/** The steps of an envelope, in order. */
export function plan(message: { readonly envelope: Envelope; readonly receipt: Receipt }, planning: Planning): readonly Step[] {
  const { envelope } = message;
  return envelope.commands.flatMap(({ id: commandId, command }) => {
    const at = timeOf({ command, envelope });
    const works = mistakeIn(command.customer) ?? worksOf({ command, at, envelope }, planning);
    return works.map(([suffix, work]): Step => ({
      ...message,
      id: `${commandId}${suffix}`,
      commandId,
      customer: command.customer,
      occasion: work.kind === 'trigger' && command.type === 'track-event' ? occasionOf(envelope, command) : undefined,
      at,
      work,
    }));
  });
}

/** Milliseconds that a provider's clock may be ahead of ours. */
export const AHEAD = 300_000;

/** An event from the future counts as one of now: it would keep out all that comes until then. */
function timeOf({ command, envelope: { receivedAt } }: { readonly command: Command; readonly envelope: Envelope }): string {
  const at = command.type === 'track-event' ? command.event.occurredAt : command.occurredAt;
  const latest = Date.parse(receivedAt) + AHEAD;
  if (at === undefined) return receivedAt;
  return Date.parse(at) > latest ? new Date(latest).toISOString() : at;
}

/** More than an address may have, and than anybody's id needs: neither DynamoDB nor Bunce would take it. */
const LONGEST = { email: 320, id: 512 };

function mistakeIn({ email = '', id = '', aliases = [] }: Customer): Works | undefined {
  const long = email.length > LONGEST.email ? 'e-mail' : [id, ...aliases].some((each) => each.length > LONGEST.id) ? 'id' : undefined;
  return long && [['', { kind: 'impossible', detail: `the ${long} of the customer is longer than any is` }]];
}

/** Of two providers that number their objects alike, each its own. */
const occasionOf = ({ provider }: Envelope, { occasion }: Track): string | undefined => occasion && `${provider}:${occasion}`;

type Works = readonly (readonly [suffix: string, work: Work])[];

function worksOf(
  { command, at, envelope }: { readonly command: Command; readonly at: string; readonly envelope: Envelope },
  planning: Planning,
): Works {
  switch (command.type) {
    case 'upsert-customer':
      return [['', { kind: 'profile' }]];
    case 'add-devices':
      return [['', { kind: 'devices', devices: command.devices }]];
    case 'set-attributes':
      return [['', setting(command.attributes, planning)]];
    case 'track-event':
      return [...tracking({ command, at, envelope }, planning), ...erasing(command.event)];
  }
}

interface Told {
  readonly command: Track;
  readonly at: string;
  readonly envelope: Envelope;
}

/** The first binding that fits, and what it sets. */
function tracking({ command, at, envelope }: Told, planning: Planning): Works {
  const { event } = command;
  const source = sourceOf({ command, at, envelope }, planning);
  const entries = entriesOf(planning.settings.events, event.name);
  const binding = byBinding(() => chosenFrom(entries, source));
  if (binding === undefined) return [['', { kind: 'unbound', what: event.name }]];
  if ('kind' in binding) return [['', { kind: 'impossible', detail: binding.detail }]];
  return binding.event === null ? [['', { kind: 'untold' }]] : bound({ event, binding, source }, planning);
}

function sourceOf({ command: { event, metadata }, at, envelope }: Told, { settings }: Planning): Omit<Source, 'person'> {
  const fields = Object.entries(fieldsOf(event.name, settings.ownEvents) ?? {});
  return {
    ...toldIn({ event, metadata }, { ...envelope, settings }),
    money: fields.flatMap(([key, field]) => (field === 'money' ? [key] : [])),
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

const erasing = (event: Track['event']): Works =>
  event.name === 'account_deleted' ? [['#erasure', { kind: 'erasure', requested: event.properties.reason === PRIVACY_REQUEST }]] : [];

const attributeOf = ({ attributes }: Catalogue, wanted: string) => attributes.find(({ name }) => name === wanted);

const noAttribute = (name: string): Work => ({ kind: 'impossible', detail: `the Bunce account has no attribute "${name}": run setup` });

interface Wanted {
  readonly name: string;
  fitting(type: ParameterType): Fit;
}

function valuesOf(wanted: readonly Wanted[], catalogue: Catalogue): Values {
  const fits = wanted.flatMap(({ name, fitting }) => {
    const attribute = attributeOf(catalogue, name);
    return attribute ? [{ id: attribute.id, name, ...fitting(attribute.type) }] : [];
  });
  return {
    values: fits.flatMap(({ id, name, value }) => (value === undefined ? [] : [{ id, name, text: String(value) }])),
    unfit: fits.flatMap(({ name, unfit }) => (unfit ? [name] : [])),
  };
}

/** Facts are bound one by one; those without a binding are left out. */
function setting(attributes: Attributes, { settings, catalogue }: Planning): Work {
  const bindings: Readonly<Record<string, string | undefined>> = settings.attributes ?? {};
  const bound = Object.entries(attributes).flatMap(([fact, value]) => {
    const name = bindings[fact];
    return name === undefined || value === undefined
      ? []
      : [{ name, fitting: (type: ParameterType) => fit(() => converted(String(value), type)) }];
  });
  if (bound.length === 0) return { kind: 'unbound', what: Object.keys(attributes).join(',') };
  const missing = bound.find(({ name }) => !attributeOf(catalogue, name));
  if (missing) return noAttribute(missing.name);
  return { kind: 'attributes', valuesFor: () => valuesOf(bound, catalogue) };
}
