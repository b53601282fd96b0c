import { withoutPeople } from '../../shared/bunce/status.ts';
import { type AttributeRow, type RowEnd, rowsIn, setAttributes } from '../../shared/bunce/wire.ts';
import { DELIVERED, type Delivery, deliveryOf, rejected } from './delivery.ts';
import { afterwards, type Desk, type Errand, leftOut } from './desk.ts';
import { identityOf, insideOf, type Person, unconfirmed } from './person.ts';
import { splitRefused } from './split.ts';
import type { AttributesStep, Value, Values } from './step.ts';

/** Rows that a call has been seen to take. */
const ROWS = 50;

type One = Errand<AttributesStep>;

/** One value of one person, under the mark that keeps older ones from overwriting it. */
interface Row {
  readonly errand: One;
  readonly value: Value;
  readonly mark: string;
}

/** Sets the attributes of several people in as few calls as Bunce allows. Step id → what became of it. */
export async function deliverAttributes(errands: readonly One[], desk: Desk): Promise<ReadonlyMap<string, Delivery>> {
  const told = errands.map((errand) => ({ errand, ...valuesOf(errand) }));
  const rows = await withoutStale(told.flatMap(rowsOf), desk);
  const batches = batched(Map.groupBy(rows, ({ errand }) => errand));
  const results = await Promise.all(batches.map(async (batch) => splitRefused(batch, async (some) => write(some, desk))));
  const ends = new Map(results.flatMap((result) => [...result].map(([[first], delivery]) => [first?.errand, delivery] as const)));
  const deliveries = told.map(({ errand, unfit }) => ({ errand, unfit, delivery: ends.get(errand) ?? DELIVERED }));
  for (const { errand, unfit, delivery } of deliveries) if (delivery.kind === 'delivered') leftOut(errand, unfit);
  return new Map(deliveries.map(({ errand, delivery }) => [errand.step.id, delivery]));
}

const valuesOf = ({ person, step }: One): Values => step.work.valuesFor({ ...identityOf(person), ...person.profile });

const rowsOf = ({ errand, values }: Values & { readonly errand: One }): readonly Row[] =>
  values.map((value) => ({ errand, value, mark: `${errand.person.key}#${value.id}` }));

const marksOf = (rows: readonly Row[]): ReadonlyMap<string, string> => new Map(rows.map(({ mark, errand }) => [mark, errand.step.at]));

async function withoutStale(rows: readonly Row[], desk: Desk): Promise<readonly Row[]> {
  const stale = await desk.watermarks.stale(marksOf(rows));
  for (const _ of stale) desk.metrics.count('stale', { what: 'attribute' });
  return rows.filter(({ mark }) => !stale.has(mark));
}

/** The rows of one step stay together. */
function batched(steps: ReadonlyMap<One, readonly Row[]>): (readonly Row[])[][] {
  const batches: (readonly Row[])[][] = [];
  let room = 0;
  for (const rows of steps.values()) {
    if (rows.length > room) {
      batches.push([]);
      room = ROWS;
    }
    batches.at(-1)?.push(rows);
    room -= rows.length;
  }
  return batches;
}

async function write(batch: readonly (readonly Row[])[], desk: Desk): Promise<Delivery | ReadonlyMap<readonly Row[], Delivery>> {
  const rows = batch.flat();
  const before = new Map<string, string>();
  const call = { ...setAttributes(rows.map(wired)), claim: async () => held(rows, { desk, before }) };
  const reply = await desk.ask(call, rows[0]?.errand.step.envelope.id ?? '');
  if (reply.kind === 'refused') await unmarked(rows, { desk, before });
  if (SURELY_OVER.has(reply.kind)) await letGo(rows, desk);
  if (reply.kind !== 'ok') return deliveryOf(reply);
  const ends = rowsIn(reply.body, rows.length);
  const faults = new Map(rows.flatMap((row, index) => faultOf(row, ends[index])));
  await unmarked([...faults.keys()], { desk, before });
  await learnt(rows.filter((row) => !faults.has(row)));
  await letGo(rows, desk);
  return new Map(batch.map((some) => [some, some.map((row) => faults.get(row)).find(Boolean) ?? DELIVERED]));
}

/** What may still be under way keeps the others out until its time is up. */
const SURELY_OVER: ReadonlySet<string> = new Set(['busy', 'down', 'misdirected', 'refused']);

const LATER: Delivery = { kind: 'retry', after: 0, counts: false };

const peopleIn = (rows: readonly Row[]): readonly string[] => [...new Set(rows.map(({ errand }) => errand.person.key))];

interface Marking {
  readonly desk: Desk;
  /** The marks as they stood. */
  readonly before: Map<string, string>;
}

/** Undefined when nobody else writes about these people, nor has written anything newer. The marks go first: whoever dies after the call has left them. */
async function held(rows: readonly Row[], { desk, before }: Marking): Promise<Delivery | undefined> {
  const { watermarks, settings } = desk;
  if (!(await watermarks.hold(peopleIn(rows), 2 * settings.delivery.callDeadline))) return LATER;
  for (const [mark, at] of await watermarks.standing(marksOf(rows).keys())) before.set(mark, at);
  const overtaken = rows.some(({ mark, errand }) => (before.get(mark) ?? '') > errand.step.at);
  if (!overtaken) {
    await watermarks.raise(marksOf(rows));
    return undefined;
  }
  await letGo(rows, desk);
  return LATER;
}

/** What Bunce refused does not keep older values out. */
async function unmarked(rows: readonly Row[], { desk, before }: Marking): Promise<void> {
  const [first] = rows;
  const old = new Map(rows.map(({ mark }) => [mark, before.get(mark) ?? '']));
  if (first) await afterwards(first.errand, async () => desk.watermarks.raise(old));
}

async function letGo(rows: readonly Row[], desk: Desk): Promise<void> {
  const [first] = rows;
  if (first) await afterwards(first.errand, async () => desk.watermarks.letGo(peopleIn(rows)));
}

const wired = ({ errand: { person }, value: { id, text } }: Row): AttributeRow => ({ id, value: text, ...owner(person) });

function owner(person: Person): Omit<AttributeRow, 'id' | 'value'> {
  if (!person.known) return { customer: insideOf(person) };
  return person.bunceId ? { customer_id: person.bunceId } : { customer_email: person.email ?? '' };
}

const MISSING: Delivery = { kind: 'retry', after: 0, counts: true };

function faultOf(row: Row, end: RowEnd = 'missing'): (readonly [Row, Delivery])[] {
  if (end === 'saved') return [];
  if (end === 'missing') return [[row, MISSING]];
  return [[row, rejected(`Bunce refused the attribute "${row.value.name}": ${withoutPeople(end.error)}`)]];
}

/** Who was new to Bunce is known from now on. */
async function learnt(saved: readonly Row[]): Promise<void> {
  const newcomers = saved.filter(({ errand }) => !errand.person.known);
  const [first] = newcomers;
  if (!first) return;
  const facts = new Map(newcomers.flatMap(({ errand: { person, step } }) => [...unconfirmed(person, step.at)]));
  await afterwards(first.errand, async () => first.errand.desk.directory.learn(facts));
}
