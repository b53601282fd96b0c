import { type Fault, processes, strike } from '../bunce/faults.ts';
import { match, routesOf } from '../bunce/router.ts';
import { type Answer, type Handler, refused } from './answer.ts';
import { createCustomer, deleteCustomer, editCustomer, findCustomer } from './customers.ts';
import { once } from './idempotency.ts';
import { listCustomers } from './list.ts';
import type { Asked, Bond } from './state.ts';
import { createSubscription, deleteSubscription, editSubscription, listSubscriptions } from './subscriptions.ts';
import { readVerification, startVerification } from './verification.ts';

const routes = routesOf<Handler>({
  'GET /customers': listCustomers,
  'GET /customers/': listCustomers,
  'POST /customers': createCustomer,
  'POST /customers/': createCustomer,
  'GET /customers/:id': findCustomer,
  'PATCH /customers/:id': editCustomer,
  'DELETE /customers/:id': deleteCustomer,
  'POST /customers/:id/verification-kyc': startVerification,
  'GET /customers/:id/verification-kyc': readVerification,
  'GET /webhooks': listSubscriptions,
  'POST /webhooks': createSubscription,
  'PATCH /webhooks/:id': editSubscription,
  'DELETE /webhooks/:id': deleteSubscription,
});

function mayCall({ keys, switches }: Bond, { headers }: Asked): boolean {
  const given = String(headers['authorization'] ?? '');
  const key = switches.bearer === 'accept' ? given.replace(/^Bearer /, '') : given;
  return headers['identity'] === keys.identity && key === keys.authorization;
}

function handled(bond: Bond, asked: Asked): Answer {
  if (!mayCall(bond, asked)) return refused({ status: bond.switches.badKeyStatus, code: 'not_authorized', message: 'Not authorized.' });
  const found = match(routes, asked);
  if (typeof found === 'string') return refused({ status: 404, code: 'not_found', message: `${asked.method} ${asked.path}: ${found}` });
  if (asked.body === undefined) return refused({ status: 400, code: 'malformed_request', message: 'The body is not JSON.' });
  return once(bond, { asked, handle: () => found.handle(bond, { params: found.params, query: asked.query, body: asked.body }) });
}

/** What to send and when; no answer is a connection to cut. */
export interface Reply {
  readonly answer: Answer | undefined;
  readonly delay: number;
}

/** Faults first, then keys and route. */
export function reply(bond: Bond, asked: Asked): Reply {
  const { delay, fault } = strike(bond.faults, { ...asked, random: () => bond.ports.random() });
  const real = processes(fault) ? handled(bond, asked) : undefined;
  const answer = struck(real, fault);
  const { method, path, query, body } = asked;
  const given = answer?.text ?? answer?.body ?? null;
  const at = bond.ports.now().toISOString();
  bond.log.push({ at, method, path, query: String(query), body: body ?? null, status: answer?.status ?? 0, answer: given });
  return { answer, delay };
}

const FAULT_CODES: Readonly<Record<number, string>> = { 424: 'service_disabled', 500: 'unknown_error' };

/** The answer under this fault, in Bond's own words; undefined is a cut connection. */
function struck(real: Answer | undefined, fault: Fault | undefined): Answer | undefined {
  if (!fault) return real;
  const { status, body, headers = {}, garbage } = fault;
  if (garbage) return { status: status ?? 200, text: '<html>Not Bond</html>', headers: { 'content-type': 'text/html', ...headers } };
  if (status === undefined) return processes(fault) && !fault.processedButLost ? real : undefined;
  const answer = refused({ status, code: FAULT_CODES[status] ?? `fault_${status}`, message: `Fault ${status}` });
  return { ...answer, ...(body === undefined ? {} : { body }), headers };
}
