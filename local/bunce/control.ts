import * as z from 'zod/mini';
import { emptyAccount, type Account, type Customer } from './account.ts';
import { notFound, refused, type Answer } from './answer.ts';
import { customerView } from './customers.ts';
import { Fault } from './faults.ts';
import { optionalText, text } from './fields.ts';
import { Limit } from './rate-limit.ts';
import { add, change, find, reidentify } from './register.ts';
import { match, routesOf } from './router.ts';
import type { Asked, Simulator } from './simulator.ts';
import { SwitchesShape } from './switches.ts';

interface Request {
  readonly simulator: Simulator;
  readonly asked: Asked;
  readonly params: readonly string[];
}

type Control = (request: Request) => Answer;

/** Control answers are bare: a list is a JSON array. */
const bare = (body: unknown): Answer => ({ status: 200, body });

const accountsOf = ({ accounts }: Simulator): readonly Account[] => [accounts.live, accounts.test];

function withAttributes(account: Account, customer: Customer) {
  const named = [...customer.attributes].map(([id, value]) => [account.attributes.get(id)?.name ?? id, value] as const);
  return { mode: account.mode, ...customerView(customer), attributes: Object.fromEntries(named) };
}

const readLog: Control = ({ simulator, asked }) => bare(simulator.log.slice(Number(asked.query.get('since') ?? 0)));

const readEvents: Control = ({ simulator }) => bare(simulator.triggers);

const readCustomers: Control = ({ simulator }) =>
  bare(accountsOf(simulator).flatMap((account) => [...account.customers.values()].map((customer) => withAttributes(account, customer))));

const readTransactions: Control = ({ simulator }) =>
  bare(accountsOf(simulator).flatMap(({ mode, transactions }) => transactions.map((transaction) => ({ mode, ...transaction }))));

const readFaults: Control = ({ simulator }) => bare(simulator.faults);

const addFault: Control = ({ simulator, asked }) => {
  const fault = { ...Fault.parse(asked.body), id: simulator.ports.newId(), struck: 0 };
  simulator.faults.push(fault);
  return bare(fault);
};

const dropFault: Control = ({ simulator: { faults }, params: [id] }) => {
  const at = faults.findIndex((fault) => fault.id === id);
  return at < 0 ? notFound('Fault') : bare(faults.splice(at, 1));
};

const clearFaults: Control = ({ simulator }) => {
  simulator.faults.length = 0;
  return bare([]);
};

/** Definitions stay by default; `keep` says so out loud. */
const Reset = z.strictObject({ definitions: z._default(z.boolean(), false), keep: z.optional(z.tuple([z.literal('definitions')])) });

const reset: Control = ({ simulator, asked }) => {
  const { definitions } = Reset.parse(asked.body);
  for (const account of accountsOf(simulator)) emptyAccount(account, { definitions });
  simulator.log.length = 0;
  simulator.faults.length = 0;
  simulator.limiter.reset();
  return bare({ definitions: definitions ? 'wiped' : 'kept' });
};

const partOf = (body: unknown): object => z.looseObject({}).parse(body);

const setSwitches: Control = ({ simulator, asked }) =>
  bare(Object.assign(simulator.switches, SwitchesShape.parse({ ...simulator.switches, ...partOf(asked.body) })));

const setLimit: Control = ({ simulator, asked }) => {
  simulator.limiter.reset(Limit.parse({ ...simulator.limiter.limit, ...partOf(asked.body) }));
  return bare(simulator.limiter.limit);
};

/** Any e-mail is taken: an invalid one is what bulk-update may replace. */
const Held = z.strictObject({
  mode: z._default(z.enum(['live', 'test']), 'test'),
  email: text,
  customer_id: text,
  first_name: optionalText,
  last_name: optionalText,
  phone_no: optionalText,
});

const holdCustomer: Control = ({ simulator, asked }) => {
  const { mode, ...fields } = Held.parse(asked.body);
  const account = simulator.accounts[mode];
  const known = find(account, { email: fields.email });
  const customer = known ?? add(account, fields);
  if (known) change(account, { customer, fields, keepsValidEmail: true });
  reidentify(account, { customer, customer_id: fields.customer_id });
  return bare(withAttributes(account, customer));
};

const EventChange = z.strictObject({ name: z.optional(text), rename: z._default(z.record(z.string(), text), {}) });

const changeEvent: Control = ({ simulator, asked, params: [id = ''] }) => {
  const { name, rename } = EventChange.parse(asked.body);
  const account = accountsOf(simulator).find(({ events }) => events.has(id));
  const event = account?.events.get(id);
  if (!account || !event) return notFound('Event');
  const parameters = event.parameters.map((parameter) => ({ ...parameter, name: rename[parameter.name] ?? parameter.name }));
  account.events.set(id, { ...event, name: name ?? event.name, parameters });
  return bare(account.events.get(id));
};

const controls = routesOf<Control>({
  'GET /_simulator/log': readLog,
  'GET /_simulator/events': readEvents,
  'GET /_simulator/customers': readCustomers,
  'GET /_simulator/transactions': readTransactions,
  'GET /_simulator/faults': readFaults,
  'POST /_simulator/faults': addFault,
  'DELETE /_simulator/faults': clearFaults,
  'DELETE /_simulator/faults/:id': dropFault,
  'POST /_simulator/reset': reset,
  'POST /_simulator/switches': setSwitches,
  'POST /_simulator/settings': setLimit,
  'POST /_simulator/customers': holdCustomer,
  'PATCH /_simulator/events/:uuid': changeEvent,
});

/** What tests and tools ask of the simulator itself: no key, no limit, no fault. A body of another shape is a 422. */
export function control(simulator: Simulator, asked: Asked): Answer {
  const found = match(controls, asked);
  if (typeof found === 'string') return refused(404, `Simulator: ${found}`);
  try {
    return found.handle({ simulator, asked, params: found.params });
  } catch (error) {
    if (error instanceof z.core.$ZodError) return refused(422, z.prettifyError(error));
    throw error;
  }
}
