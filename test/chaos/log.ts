import * as z from 'zod/mini';

import { tokenOfValue } from './bunce-faults.ts';
import { tokensIn } from '../../local/load/webhooks.ts';

/** One thing that Bunce did, in the order in which it did them. */
export interface Done {
  readonly token: string;
  /** The step of the webhook that asked for it. */
  readonly step: 'trigger' | 'attributes' | 'profile';
  /** What a later one of the same person must not undo. */
  readonly subject: string;
}

const Entry = z.object({
  method: z.string(),
  path: z.string(),
  body: z.unknown(),
  status: z.number(),
  answer: z.unknown(),
  effect: z.optional(z.string()),
});
type Entry = z.infer<typeof Entry>;

const Person = z.looseObject({ last_name: z.optional(z.string()), email: z.optional(z.string()), customer_id: z.optional(z.string()) });
const Trigger = z.object({ payload: z.looseObject({ Key: z.string(), customer: z.optional(Person) }) });
const Rows = z.object({ attributes: z.array(z.looseObject({ id: z.string(), value: z.string() })) });
const Saved = z.object({ data: z.object({ errors: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]) }) });
const Bulk = z.object({ customers: z.array(Person) });

export interface BunceLog {
  /** As the simulator gave it. */
  readonly text: string;
  readonly done: readonly Done[];
  readonly calls: number;
  /** Times the simulator itself shut us out. */
  readonly lockOuts: number;
}

/** What the simulator's log says. */
export async function readLog(control: string): Promise<BunceLog> {
  const text = await (await fetch(`${control}/log`)).text();
  const entries = z.array(Entry).parse(JSON.parse(text));
  const ours = entries.filter(({ path }) => !path.endsWith('/events') || path.endsWith('/trigger'));
  return {
    text,
    done: ours.filter(({ status, effect }) => status < 300 && effect === undefined).flatMap(doneIn),
    calls: ours.length,
    lockOuts: ours.filter(({ effect }, index) => effect === 'rate limited' && ours[index - 1]?.effect !== 'rate limited').length,
  };
}

function doneIn(entry: Entry): readonly Done[] {
  const { method, path, body } = entry;
  if (path.endsWith('/events/trigger')) return triggered(body);
  if (path.endsWith('/attributes/customers')) return rows(entry);
  if (method === 'GET' || !path.includes('/customers')) return [];
  const people = Bulk.safeParse(body).data?.customers ?? [Person.parse(body)];
  return people.flatMap(profile);
}

function triggered(body: unknown): readonly Done[] {
  const { payload } = Trigger.parse(body);
  return [{ token: payload.Key, step: 'trigger', subject: payload.Key }, ...profile(payload.customer ?? {})];
}

/** Only the identity provider's webhooks carry a name, and it is the token. */
function profile({ last_name: token }: z.infer<typeof Person>): readonly Done[] {
  return token !== undefined && tokensIn(token).length === 1 ? [{ token, step: 'profile', subject: 'profile' }] : [];
}

function rows({ body, answer }: Entry): readonly Done[] {
  const errors = Object.keys(Saved.parse(answer).data.errors);
  return Rows.parse(body).attributes.flatMap(({ id, value }, index) =>
    errors.includes(String(index)) ? [] : [{ token: tokenOfValue(value), step: 'attributes' as const, subject: id }],
  );
}
