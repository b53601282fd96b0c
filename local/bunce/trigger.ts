import * as z from 'zod/mini';
import { lagosTime, type Account, type Customer, type EventDefinition, type Parameter } from './account.ts';
import { invalid, ok, reading, required, type FieldFault } from './answer.ts';
import { isNumeric, isTimestamp, NamedCustomer } from './fields.ts';
import { add, find, upsert } from './register.ts';

const Payload = z
  .looseObject({ email: z.nullish(z.email()), customer: z.nullish(NamedCustomer) })
  .check(z.refine((payload) => Boolean(payload.email ?? payload.customer), 'email is required when customer is not present'));
type Payload = z.infer<typeof Payload>;

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '';

function wrongType({ type }: Parameter, value: unknown): boolean {
  const kind = type.toLowerCase();
  return (kind === 'text' && typeof value !== 'string') || (kind === 'numeric' && !isNumeric(value));
}

function parameterFault(parameter: Parameter, { payload, strict }: { readonly payload: Payload; readonly strict: boolean }): FieldFault[] {
  const field = `payload.${parameter.name}`;
  const value = payload[parameter.name];
  if (isBlank(value)) return parameter.required ? [required(field)] : [];
  return strict && wrongType(parameter, value) ? [{ field, text: `${field} is not a valid ${parameter.type}` }] : [];
}

/** Names are compared to the letter, case and spaces included. */
function faultsOf(account: Account, { event, payload }: { readonly event: EventDefinition; readonly payload: Payload }): FieldFault[] {
  const allowed = new Set(['email', 'customer', ...event.parameters.map(({ name }) => name)]);
  const unknown = Object.keys(payload).filter((name) => !allowed.has(name));
  const strict = account.switches.parameterTypes === 'strict';
  return [
    ...unknown.map((name) => ({ field: `payload.${name}`, text: `${name} is not a parameter of this event` })),
    ...event.parameters.flatMap((parameter) => parameterFault(parameter, { payload, strict })),
  ];
}

const isLost = ({ type }: Parameter, value: unknown): boolean =>
  type.toLowerCase() === 'timestamp' && !isBlank(value) && !isTimestamp(value);

/** The customer the event belongs to; 'nobody' if the switch refuses an e-mail that nobody has. */
function personOf(account: Account, { email, customer }: Payload): Customer | undefined | 'nobody' {
  const { emailClash, triggerUnknownEmail } = account.switches;
  if (customer)
    return upsert(account, emailClash === 'payload' && email ? { ...customer, email } : { ...customer, email: customer.email ?? email });
  const known = find(account, { email });
  if (known || triggerUnknownEmail === 'accept') return known;
  return triggerUnknownEmail === 'create' ? add(account, { email }) : 'nobody';
}

/** Not idempotent: the same body twice is two events. */
export const trigger = reading(z.object({ event_id: z.guid(), payload: Payload }), (account, { body: { event_id, payload } }) => {
  const event = account.events.get(event_id);
  if (!event) return invalid(account, [{ field: 'event_id', text: 'event_id does not exist' }]);
  const faults = faultsOf(account, { event, payload });
  if (faults.length > 0) return invalid(account, faults);
  const customer = personOf(account, payload);
  if (customer === 'nobody') return invalid(account, [{ field: 'payload.email', text: 'payload.email does not exist' }]);
  if (customer) customer.last_interaction = lagosTime(account);
  account.triggers.push({
    at: account.ports.now().toISOString(),
    mode: account.mode,
    event_id,
    name: event.name,
    payload,
    customer_id: customer?.customer_id ?? null,
    email: customer?.email ?? payload.email ?? null,
    skipped: event.parameters.filter((parameter) => isLost(parameter, payload[parameter.name])).map(({ name }) => name),
  });
  return ok(true, 'Event successfully triggered');
});
