import * as z from 'zod/mini';

import { Fault } from '../bunce/faults.ts';
import { match, routesOf } from '../bunce/router.ts';
import { type Answer, ok, refused } from './answer.ts';
import { customerView } from './customer.ts';
import { EVENTS } from './events.ts';
import { invented } from './invented.ts';
import { SEEDS } from './seeds.ts';
import type { Asked, Bond } from './state.ts';
import { subscribe } from './subscriptions.ts';
import { SwitchesShape } from './switches.ts';

type Control = (bond: Bond, body: unknown) => Answer;

/** Who is told of what, from the start and after every reset. */
export type Subscriber = Parameters<typeof subscribe>[1];

/** The customers and subscriptions of a fresh simulator; whatever was there is forgotten, switches stay. */
export function refill(bond: Bond, subscribers: readonly Subscriber[]): void {
  for (const held of [bond.customers, bond.subscriptions, bond.answered]) held.clear();
  for (const list of [bond.faults, bond.deliveries, bond.log]) list.length = 0;
  for (const customer of SEEDS) bond.customers.set(customer.customer_id, customer);
  for (const subscriber of subscribers) subscribe(bond, subscriber);
}

const addFault: Control = ({ faults, ports }, body) => {
  const fault = { ...Fault.parse(body), id: ports.newId(), struck: 0 };
  faults.push(fault);
  return ok(fault);
};

const clearFaults: Control = ({ faults }) => {
  faults.length = 0;
  return ok([]);
};

const setSwitches: Control = ({ switches }, body) =>
  ok(Object.assign(switches, SwitchesShape.parse({ ...switches, ...z.looseObject({}).parse(body) })));

/** Whatever Bond could send, with the ids the caller gives it: transactions, cards, credit … */
const Happening = z.looseObject({ event: z.enum(EVENTS) });

const announce: Control = (bond, body) => {
  const notice = Happening.parse(body);
  bond.announce(notice);
  return ok(notice);
};

const Count = z.object({ count: z.int().check(z.positive()) });

/** Many at once, behind whoever is there: for lists of several pages. */
const invent: Control = ({ customers }, body) => {
  const { count } = Count.parse(body);
  for (let index = 0; index < count; index += 1) {
    const customer = invented(index);
    customers.set(customer.customer_id, customer);
  }
  return ok({ customers: customers.size });
};

const routes = (subscribers: readonly Subscriber[]) =>
  routesOf<Control>({
    'GET /_simulator/log': ({ log }) => ok(log),
    'GET /_simulator/customers': ({ customers }) => ok([...customers.values()].map(customerView)),
    'POST /_simulator/customers': invent,
    'GET /_simulator/deliveries': ({ deliveries }) => ok(deliveries),
    'POST /_simulator/events': announce,
    'GET /_simulator/faults': ({ faults }) => ok(faults),
    'POST /_simulator/faults': addFault,
    'DELETE /_simulator/faults': clearFaults,
    'PATCH /_simulator/switches': setSwitches,
    'POST /_simulator/reset': (bond) => {
      refill(bond, subscribers);
      return ok({ customers: bond.customers.size });
    },
  });

/** Answers the routes under `/_simulator`, which Bond does not have: no keys, no faults, no log. */
export function controlOf(bond: Bond, subscribers: readonly Subscriber[]): (asked: Asked) => Answer {
  const table = routes(subscribers);
  return (asked) => {
    const found = match(table, asked);
    if (typeof found === 'string') return refused({ status: 404, code: 'not_found', message: found });
    try {
      return found.handle(bond, asked.body);
    } catch (error) {
      return refused({ status: 400, code: 'control', message: error instanceof Error ? error.message : 'not understood' });
    }
  };
}
