import { bindingIn, type ParameterType } from '../../../shared/bunce/binding.ts';
import type { Catalogue } from '../../../shared/bunce/catalogue.ts';
import { type Command, type Customer, PRIVACY_REQUEST } from '../../../shared/bunce/command.ts';
import { attempt, type BoundEvent, converted, type Fit, fit, type Source } from '../../../shared/bunce/parameters.ts';
import type { Envelope } from '../../../shared/queue/envelope.ts';
import type { Planning } from '../context.ts';
import type { Receipt } from '../receipt.ts';
import type { Step, Values, Work } from '../step.ts';

type Track = Extract<Command, { readonly type: 'track-event' }>;
type Attributes = Extract<Command, { readonly type: 'set-attributes' }>['attributes'];

/** The steps of an envelope, in order. */
export function plan(message: { readonly envelope: Envelope; readonly receipt: Receipt }, planning: Planning): readonly Step[] {
  const { envelope } = message;
  return envelope.commands.flatMap(({ id: commandId, command }) => {
    const at = timeOf({ command, envelope });
    const works = mistakeIn(command.customer) ?? worksOf({ command, at }, planning);
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

function worksOf({ command, at }: { readonly command: Command; readonly at: string }, planning: Planning): Works {
  switch (command.type) {
    case 'upsert-customer':
      return [['', { kind: 'profile' }]];
    case 'add-devices':
      return [['', { kind: 'devices', devices: command.devices }]];
    case 'set-attributes':
      return [['', setting(command.attributes, planning)]];
    case 'track-event':
      return [...tracking({ event: command.event, at }, planning), ...erasing(command.event)];
  }
}

function tracking({ event, at }: { readonly event: Track['event']; readonly at: string }, { settings, catalogue }: Planning): Works {
  const binding: BoundEvent | undefined = bindingIn(settings.events, event.name);
  if (!binding) return [['', { kind: 'unbound', what: event.name }]];
  const definition = catalogue.events.find(({ name }) => name === binding.event);
  if (!definition) return [['', { kind: 'impossible', detail: `the Bunce account has no event "${binding.event}": run setup` }]];
  const trigger: Works = [['', { kind: 'trigger', event, binding, definition }]];
  const bound = Object.entries(binding.attributes ?? {});
  if (bound.length === 0) return trigger;
  const missing = bound.find(([name]) => !attributeOf(catalogue, name));
  if (missing) return [...trigger, ['#attributes', noAttribute(missing[0])]];
  const valuesFor = (person: Source['person']): Values => {
    const source = { event, occurredAt: at, person };
    return valuesOf(
      bound.map(([name, each]) => ({ name, fitting: (type) => attempt(each, { source, type }) })),
      catalogue,
    );
  };
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
