import type { Command } from 'commander';
import * as z from 'zod/mini';

import type { EventDefinition } from '../../shared/bunce/api/answers.ts';
import type { Bunce } from '../../shared/bunce/api/bunce.ts';
import type { Trigger } from '../../shared/bunce/api/events.ts';
import { meantOr } from '../../shared/bunce/nearest.ts';
import { numberOr, pairOf, several } from '../arguments.ts';
import { Failure } from '../failure.ts';
import { eitherOf, isObject, oneBodyOf } from './body.ts';
import { asking, changing, type Options, reading, writing } from './place.ts';
import { inColumns, show, showList } from './rows.ts';

const SomePayload = z.custom<Trigger['payload']>(isObject);

interface TriggerOptions extends Options {
  readonly email?: string;
  readonly customer?: string;
  readonly param?: readonly string[];
  readonly data?: string;
}

export function eventsCommand(bunce: Command): void {
  const group = bunce.command('events').description('what can be told of customers, and telling it by hand');
  reading(group, { usage: 'list', description: 'all events that the account defines, with their parameters' }).action(list);
  writing(group, { usage: 'trigger <event>', description: 'tell Bunce an event, by name or id: campaigns start as for a real one' })
    .option('--email <address>', 'whom it happened to')
    .option('--customer <id>', 'the same, by customer_id')
    .option('--param <name=value>', 'a parameter of the event, named to the letter; may be repeated', several)
    .option('--data <file>', 'JSON: the payload as Bunce takes it; - is standard input')
    .action(trigger);
}

const textOf = ({ id, name, parameters }: EventDefinition): string =>
  inColumns(id, name, (parameters ?? []).map((each) => `${each.name}:${each.type.toLowerCase()}${each.required ? '!' : ''}`).join(', '));

const list = async (options: Options): Promise<void> =>
  asking(options, async ({ events }) => showList(events.list(), { ...options, what: 'events', textOf }));

async function trigger(name: string, { email, customer, param = [], data, ...options }: TriggerOptions): Promise<void> {
  const whom = { email, customer: customer === undefined ? undefined : { customer_id: customer, email } };
  eitherOf({ data, given: { ...whom, param: param[0] } });
  await changing({ ...options, what: `trigger "${name}"` }, async ({ events }) => {
    const event = await meant(events, name);
    const given = { ...whom, ...Object.fromEntries(param.map((pair) => valueIn(pair, event))) };
    const payload = oneBodyOf(SomePayload, { data, given });
    warnOfLost(event, payload);
    await events.trigger({ event_id: event.id, payload });
    show([{ triggered: event.name, event_id: event.id }], { ...options, textOf: () => `triggered ${event.name}` });
  });
}

type Known = Pick<EventDefinition, 'id' | 'name' | 'parameters'>;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** An id that is not in the list is left for Bunce to judge. */
async function meant(events: Bunce['events'], name: string): Promise<Known> {
  const all = await events.list().all();
  const known = all.map((each) => each.name);
  const event = all.find((each) => each.id === name || each.name === name);
  if (event) return event;
  if (UUID.test(name)) return { id: name, name, parameters: [] };
  throw new Failure(`Bunce has no event "${name}"${meantOr(name, { known, all: 'it has' })}`);
}

/** A number where the event wants one and it is one; what is not Bunce refuses. */
function valueIn(pair: string, { parameters }: Known): readonly [string, string | number] {
  const [name, value] = pairOf(pair, 'a parameter');
  const type = parameters?.find((each) => each.name === name)?.type.toLowerCase();
  return [name, type === 'numeric' ? numberOr(value) : value];
}

/** Bunce says yes and drops it. */
function warnOfLost({ parameters }: Known, payload: Trigger['payload']): void {
  for (const { name, type } of parameters ?? []) {
    const value = payload[name];
    if (type.toLowerCase() !== 'timestamp' || typeof value !== 'string' || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)) continue;
    process.stderr.write(`Bunce drops "${name}" in silence: a time is written 2026-03-14T09:26:53Z, got "${value}"\n`);
  }
}
