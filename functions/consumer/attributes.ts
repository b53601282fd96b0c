import { type AttributeRow, rowErrorsIn, setAttributes } from '../../shared/bunce/wire.ts';
import { withoutPeople } from '../../shared/bunce/status.ts';
import { DELIVERED, type Delivery, deliveryOf, rejected } from './delivery.ts';
import { afterwards, type Desk, type Errand } from './desk.ts';
import { identityOf, insideOf, unconfirmed, type Person } from './person.ts';
import { splitRefused } from './split.ts';
import type { AttributesStep, Value } from './step.ts';

/** Rows that a call has been seen to take. */
const ROWS = 50;

/** What is left to write of a step, and under which mark. */
interface Writing {
  readonly errand: Errand<AttributesStep>;
  readonly values: readonly Value[];
}

/** Sets the attributes of several people in as few calls as Bunce allows. Step id → what became of it. */
export async function deliverAttributes(errands: readonly Errand<AttributesStep>[], desk: Desk): Promise<ReadonlyMap<string, Delivery>> {
  const writings = await Promise.all(errands.map(withoutStale));
  const done = writings.filter(({ values }) => values.length === 0).map(({ errand }) => [errand.step.id, DELIVERED] as const);
  const batches = batched(writings.filter(({ values }) => values.length > 0));
  const results = await Promise.all(batches.map(async (batch) => splitRefused(batch, async (some) => write(some, desk))));
  return new Map(
    [...done, ...results.flatMap((result) => [...result])].map(([key, delivery]) => [
      typeof key === 'string' ? key : key.errand.step.id,
      delivery,
    ]),
  );
}

const markOf = ({ person }: Errand, { id }: Value): string => `${person.key}#${id}`;

async function withoutStale(errand: Errand<AttributesStep>): Promise<Writing> {
  const { step, person, desk } = errand;
  const values = step.work.valuesFor({ ...identityOf(person), ...person.profile });
  const stale = await desk.watermarks.stale(new Map(values.map((value) => [markOf(errand, value), step.at])));
  for (const _ of stale) desk.metrics.count('stale', { what: 'attribute' });
  return { errand, values: values.filter((value) => !stale.has(markOf(errand, value))) };
}

function batched(writings: readonly Writing[]): Writing[][] {
  const batches: Writing[][] = [];
  let room = 0;
  for (const writing of writings) {
    if (writing.values.length > room) {
      batches.push([]);
      room = ROWS;
    }
    batches.at(-1)?.push(writing);
    room -= writing.values.length;
  }
  return batches;
}

function rowOf(person: Person, { id, text }: Value): AttributeRow {
  const row = { id, value: text };
  if (!person.known) return { ...row, customer: insideOf(person) };
  return person.bunceId ? { ...row, customer_id: person.bunceId } : { ...row, customer_email: person.email ?? '' };
}

async function write(writings: readonly Writing[], desk: Desk): Promise<Delivery | ReadonlyMap<Writing, Delivery>> {
  const rows = writings.flatMap((writing) => writing.values.map((value) => ({ writing, value })));
  const call = setAttributes(rows.map(({ writing, value }) => rowOf(writing.errand.person, value)));
  const reply = await desk.ask(call, writings[0]?.errand.step.envelope.id ?? '');
  if (reply.kind !== 'ok') return deliveryOf(reply);
  const errors = rowErrorsIn(reply.body);
  const faults = new Map(
    rows.flatMap(({ writing, value }, index) => (errors.has(index) ? [[writing, faultOf(value, errors.get(index))]] : [])),
  );
  await Promise.all(
    writings.map(async (writing) =>
      noted(
        writing,
        rows.flatMap((row, index) => (row.writing === writing && !errors.has(index) ? [row.value] : [])),
      ),
    ),
  );
  return new Map(writings.map((writing) => [writing, faults.get(writing) ?? DELIVERED]));
}

const faultOf = ({ name }: Value, text = ''): Delivery => rejected(`Bunce refused the attribute "${name}": ${withoutPeople(text)}`);

async function noted({ errand }: Writing, saved: readonly Value[]): Promise<void> {
  const { desk, person, step } = errand;
  if (saved.length === 0) return;
  await afterwards(errand, async () => {
    await desk.watermarks.raise(new Map(saved.map((value) => [markOf(errand, value), step.at])));
    if (!person.known) await desk.directory.learn(unconfirmed(person, step.at));
  });
}
