import { addDevices, type Command, customer, type Customer, type Device, signUp, track, update } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import { type Money, rounded } from '../../../shared/bunce/money.ts';
import type { Identify, Order, SignedUp, Traits } from './schema.ts';

type Base = Pick<Order, 'userId' | 'timestamp' | 'sentAt' | 'context'>;

/** Undefined for a visitor whom nothing names: an anonymous id is a browser, not a person. */
function person({ userId, context }: Base, own?: Traits): Customer | undefined {
  const {
    email,
    phone,
    name,
    firstName,
    first_name: first = firstName,
    lastName,
    last_name: last = lastName,
  } = { ...context?.traits, ...own };
  const who = customer({ id: userId, email, phone, firstName: first, lastName: last, name: first || last ? undefined : name });
  return who.id || who.email ? who : undefined;
}

function when({ timestamp, sentAt }: Base): string | undefined {
  const time = timestamp ?? sentAt;
  return time ? instant(time) : undefined;
}

/** Apps of one maker may share the id of a phone, but each has a token of its own. */
function devicesOf({ device, app }: NonNullable<Base['context']>): Device[] {
  const type = device?.type?.toLowerCase();
  if (!device?.token || (type !== 'ios' && type !== 'android')) return [];
  return [{ type, token: device.token, ...(device.id && { id: [app?.namespace, device.id].filter(Boolean).join('#') }) }];
}

/** Apps identify at every start, often by the id alone: that says nothing new. */
export function identified(event: Identify): readonly Command[] {
  const who = person(event, event.traits);
  if (!who) return [];
  const fact = { customer: who, occurredAt: when(event) };
  const devices = event.context ? devicesOf(event.context) : [];
  const told = Object.keys(who).some((key) => key !== 'id') ? update(fact) : [];
  return devices.length > 0 ? [...told, addDevices({ ...fact, devices })] : told;
}

export function signedUp(event: SignedUp): readonly Command[] {
  const who = person(event, event.properties);
  if (!who) return [];
  return signUp({ customer: who, occurredAt: when(event), method: event.properties?.method ?? event.properties?.type });
}

/** The first that is there of what the customer paid, what the shop earned and what it was worth. */
function money({ total, revenue, value, currency }: Order['properties']): Partial<Money> {
  const amount = total ?? revenue ?? value;
  return currency && amount !== null && amount !== undefined ? rounded(amount, currency) : {};
}

function basket({ products }: Order['properties']) {
  const counted = products?.every(({ quantity }) => quantity) ? products : [];
  return {
    product: products
      ?.map(({ name }) => name)
      .filter(Boolean)
      .join(', '),
    quantity: counted.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0) || undefined,
  };
}

function about(event: Order) {
  const { order_id: snake, orderId: camel, payment_method: paymentMethod } = event.properties;
  const reference = snake ?? camel;
  return { ...money(event.properties), reference: reference ? String(reference) : undefined, paymentMethod };
}

export function ordered(event: Order): readonly Command[] {
  const who = person(event, event.properties);
  const properties = { ...about(event), ...basket(event.properties) };
  return who ? [track('purchase_completed', { customer: who, occurredAt: when(event), properties })] : [];
}

export function refunded(event: Order): readonly Command[] {
  const who = person(event, event.properties);
  const properties = { ...about(event), product: basket(event.properties).product };
  return who ? [track('refund_issued', { customer: who, occurredAt: when(event), properties })] : [];
}
