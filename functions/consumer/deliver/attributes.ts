import { withoutPeople } from '../../../shared/bunce/status.ts';
import { type AttributeRow, rowsIn, setAttributes } from '../../../shared/bunce/wire.ts';
import { reportUnfit, type Task } from '../context.ts';
import { byBinding, DELIVERED, type Deliveries, type Delivery, deliveryOf, rejected, UNWRITTEN } from '../delivery.ts';
import { attributeMark, identityOf, isKnown, isStale, newIdOf, profileIn, raised, saidOf } from '../people/person.ts';
import type { AttributesStep, Value, Values } from '../step.ts';
import { bisectRefused } from './bisect.ts';
import { learnTold } from './introduced.ts';

/** Rows that a call has been seen to take. */
const ROWS = 50;

type One = Task<AttributesStep>;

/** One value of one person. */
interface Row {
  readonly task: One;
  readonly value: Value;
}

/** Sets the attributes of several people in as few calls as Bunce allows. */
export async function deliverAttributes(tasks: readonly One[]): Promise<Deliveries> {
  const computed = tasks.map((task) => ({ task, values: byBinding(() => valuesOf(task)) }));
  const thrown = computed.flatMap(({ task, values }) => ('kind' in values ? [[task, values] as const] : []));
  const wanted = computed.flatMap(({ task, values }) => ('kind' in values ? [] : [{ task, ...values }]));
  const rows = wanted.map(({ task, values }) => values.filter((value) => isNews(task, value)).map((value) => ({ task, value })));
  const batches = batched(rows.map((some) => some.filter((row) => newestOf(rows, row) === row && !wasOvertaken(row))));
  const results = await Promise.all(batches.map(async (batch) => bisectRefused(batch, write)));
  const ends = new Map([...thrown, ...results.flatMap((result) => [...result].map(([[first], end]) => [first?.task, end] as const))]);
  const left = new Set<One>();
  const isDone = (task: One): boolean => (ends.get(task) ?? DELIVERED).kind === 'delivered';
  for (const row of rows.flat()) {
    const newest = newestOf(rows, row)?.task;
    if (!newest || newest === row.task || isDone(newest)) continue;
    if (ends.get(newest)?.kind === 'hopeless') left.add(row.task);
    else ends.set(row.task, AGAIN);
  }
  const alone = await deliverLeft([...left].filter(isDone));
  for (const { task, unfit } of wanted) if (isDone(task) && !alone.has(task.step.id)) reportUnfit(task, unfit);
  return new Map(tasks.map((task) => [task.step.id, alone.get(task.step.id) ?? ends.get(task) ?? UNWRITTEN]));
}

/** What Bunce refused has overtaken nothing. */
const deliverLeft = async (tasks: readonly One[]): Promise<Deliveries> =>
  tasks.length === 0 ? new Map() : deliverAttributes(tasks.map((task) => ({ ...task, claim: { ...task.claim, isRepeated: false } })));

const valuesOf = ({ lease: { person }, ref, step, context }: Omit<One, 'claim'>): Values =>
  step.work.valuesFor(saidOf(person, { ref, settings: context.settings }));

/** The marks that the values of a settled step have raised. */
export function attributeMarks(task: Omit<One, 'claim'>): Readonly<Record<string, number>> {
  const values = byBinding(() => valuesOf(task));
  return 'kind' in values ? {} : Object.fromEntries(values.values.map(({ id }) => [attributeMark(id), Date.parse(task.step.at)]));
}

function isNews({ lease: { person }, step, context }: One, { id }: Value): boolean {
  const stale = isStale(person, { mark: attributeMark(id), at: Date.parse(step.at) });
  if (stale) context.metrics.count('stale', { what: 'attribute' });
  return !stale;
}

/** Noted before a call whose answer nobody saw: what is newer may be there. */
function wasOvertaken({ task: { claim, context } }: Row): boolean {
  if (claim.isRepeated) context.metrics.count('stale', { what: 'attribute' });
  return claim.isRepeated;
}

/** What overtook it in the same call was not taken. */
const AGAIN: Delivery = { kind: 'retry', after: 0, counts: false };

/** Of the rows that set the same attribute of the same person only the newest is sent; the last of those of one moment. */
function newestOf(rows: readonly (readonly Row[])[], { task: { lease }, value: { id } }: Row): Row | undefined {
  const same = rows.flat().filter((other) => other.task.lease === lease && other.value.id === id);
  return same.toSorted((one, other) => Date.parse(one.task.step.at) - Date.parse(other.task.step.at)).at(-1);
}

/** The rows of one step stay together. */
function batched(steps: readonly (readonly Row[])[]): (readonly Row[])[][] {
  const batches: (readonly Row[])[][] = [];
  let room = 0;
  for (const rows of steps) {
    if (rows.length === 0) continue;
    if (rows.length > room) {
      batches.push([]);
      room = ROWS;
    }
    batches.at(-1)?.push(rows);
    room -= rows.length;
  }
  return batches;
}

async function write(batch: readonly (readonly Row[])[]): Promise<Delivery | ReadonlyMap<readonly Row[], Delivery>> {
  const rows = batch.flat();
  const [first] = rows;
  if (!first) return DELIVERED;
  const reply = await first.task.context.caller.ask(setAttributes(rows.map(wired)), first.task.step.envelope.id);
  if (reply.kind === 'refused' && batch.length === 1 && isGone(first, reply.message))
    return new Map(batch.map((some) => [some, forget(first)]));
  if (reply.kind !== 'ok') return deliveryOf(reply);
  const said = rowsIn(reply.body, rows.length);
  const ends = new Map(rows.map((row, index) => [row, endOf(row, said[index] ?? 'missing')] as const));
  return new Map(
    batch.map((some) => [some, some.map((row) => ends.get(row) ?? DELIVERED).find(({ kind }) => kind !== 'delivered') ?? DELIVERED]),
  );
}

/** A row that Bunce neither saved nor refused is asked again. */
function endOf({ task, value }: Row, said: ReturnType<typeof rowsIn>[number]): Delivery {
  if (said === 'missing')
    return { kind: 'retry', after: 0, counts: true, last: { status: 200, message: 'a row neither saved nor refused' } };
  if (said !== 'saved' && isGone({ task, value }, said.error)) return forget({ task, value });
  if (said !== 'saved') return rejected(`Bunce refused the attribute "${value.name}": ${withoutPeople(said.error)}`);
  const { lease, step } = task;
  lease.learn({ marks: raised(lease.person, { [attributeMark(value.id)]: Date.parse(step.at) }) });
  learnTold(task);
  return DELIVERED;
}

/** Whether Bunce held them and does not any more: rows have no status, so its words count. */
const isGone = ({ task }: Row, error: string): boolean => isKnown(task.lease.person) && /customer.*not (found|exist)/i.test(error);

/** Deleted at Bunce: a newcomer again. */
function forget({ task: { lease } }: Row): Delivery {
  lease.learn({ bunceId: undefined, told: undefined });
  return { kind: 'retry', after: 0, counts: true, last: { status: 200, message: 'Bunce does not hold the customer any more' } };
}

function wired({ task: { lease, ref, context }, value: { id, text } }: Row): AttributeRow {
  const { person } = lease;
  if (person.bunceId !== undefined) return { id, value: text, customer_id: person.bunceId };
  if (person.nobody === undefined && person.email !== undefined) return { id, value: text, customer_email: person.email };
  return {
    id,
    value: text,
    customer: {
      customer_id: person.nobody ?? newIdOf(person, ref),
      ...identityOf(person),
      ...profileIn(person, { ref, settings: context.settings }),
    },
  };
}
