import * as z from 'zod/mini';

import { keyOfValue, keysIn } from './keys.ts';

/** One thing that Bunce did, in the order in which it did them. */
export interface Done {
  readonly key: string;
  readonly step: 'trigger' | 'attributes' | 'profile';
  /** Of a trigger: whose it became at Bunce; null is nobody's. */
  readonly customer?: string | null;
  /** Milliseconds. */
  readonly time: number;
}

const Entry = z.object({
  at: z.string(),
  method: z.string(),
  path: z.string(),
  body: z.unknown(),
  status: z.number(),
  answer: z.unknown(),
  effect: z.optional(z.string()),
});
type Entry = z.infer<typeof Entry>;

const Person = z.looseObject({ last_name: z.nullish(z.string()) });
const Trigger = z.object({ payload: z.looseObject({ Key: z.string(), customer: z.optional(Person) }) });
const Rows = z.object({ attributes: z.array(z.looseObject({ value: z.string() })) });
const Saved = z.object({ data: z.object({ errors: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]) }) });
const Bulk = z.object({ customers: z.array(Person) });
const Triggered = z.array(z.looseObject({ customer_id: z.nullable(z.string()) }));

/** As Bunce holds them in the end. */
export const Customer = z.looseObject({
  customer_id: z.string(),
  email: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  devices: z.array(z.looseObject({ token: z.string() })),
  attributes: z.record(z.string(), z.string()),
});
export type Customer = z.infer<typeof Customer>;

export interface BunceLog {
  /** As the simulator gave it. */
  readonly text: string;
  readonly done: readonly Done[];
  readonly customers: readonly Customer[];
  readonly calls: number;
  /** Of each call, in milliseconds. */
  readonly times: readonly number[];
  /** Times the simulator itself shut us out. */
  readonly lockOuts: number;
}

const isDone = ({ status, effect }: Entry): boolean => status < 300 && effect === undefined;

/** What the simulator says. */
export async function readLog(control: string): Promise<BunceLog> {
  const [text, events, customers] = await Promise.all(
    ['log', 'events', 'customers'].map(async (name) => (await fetch(`${control}/${name}`)).text()),
  );
  const entries = z.array(Entry).parse(JSON.parse(text ?? ''));
  const ours = entries.filter(({ path }) => !path.endsWith('/events') || path.endsWith('/trigger'));
  return {
    text: text ?? '',
    done: doneIn(ours.filter(isDone), Triggered.parse(JSON.parse(events ?? ''))),
    customers: z.array(Customer).parse(JSON.parse(customers ?? '')),
    calls: ours.length,
    times: ours.map(({ at }) => Date.parse(at)),
    lockOuts: ours.filter(({ effect }, index) => effect === 'rate limited' && ours[index - 1]?.effect !== 'rate limited').length,
  };
}

/** The simulator lists the triggers apart, in the same order, and says whose each became. */
function doneIn(entries: readonly Entry[], triggered: z.infer<typeof Triggered>): readonly Done[] {
  let turn = 0;
  const told = (entry: Entry): readonly Untimed[] => {
    const { method, path, body } = entry;
    if (path.endsWith('/events/trigger')) {
      const { payload } = Trigger.parse(body);
      const customer = triggered[turn]?.customer_id ?? null;
      turn += 1;
      return [...profile(payload.customer ?? {}), { key: payload.Key, step: 'trigger', customer }];
    }
    if (path.endsWith('/attributes/customers')) return rows(entry);
    if (method === 'GET' || !path.includes('/customers')) return [];
    return (Bulk.safeParse(body).data?.customers ?? [Person.parse(body)]).flatMap(profile);
  };
  return entries.flatMap((entry) => told(entry).map((each) => ({ ...each, time: Date.parse(entry.at) })));
}

type Untimed = Omit<Done, 'time'>;

/** The names of accounts are keys. */
function profile({ last_name: name }: z.infer<typeof Person>): readonly Untimed[] {
  const [key] = keysIn(name ?? '');
  return key === undefined ? [] : [{ key, step: 'profile' }];
}

function rows({ body, answer }: Entry): readonly Untimed[] {
  const errors = Object.keys(Saved.parse(answer).data.errors);
  return Rows.parse(body).attributes.flatMap(({ value }, index): readonly Untimed[] =>
    errors.includes(String(index)) ? [] : [{ key: keyOfValue(value), step: 'attributes' }],
  );
}
