import { track } from '../../../shared/bunce/command.ts';
import { isFree, unlessFree } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { moneyOf, returned } from './money.ts';
import { factOf } from './person.ts';
import type { Order } from './schema.ts';

type Properties = Order['properties'];

const productsOf = ({ products }: Properties): string =>
  products
    .map(({ name }) => name)
    .filter(Boolean)
    .join(', ');

/** Undefined unless every product says how many. */
function quantityOf({ products }: Properties): number | undefined {
  const counted = products.every(({ quantity }) => quantity) ? products : [];
  return counted.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0) || undefined;
}

const referenceOf = ({ order_id: snake, orderId: camel }: Properties): string | null => snake || camel;

const about = (properties: Properties) => ({
  product: productsOf(properties),
  reference: referenceOf(properties),
  paymentMethod: properties.payment_method,
});

/** A page that is loaded again tells its order again, under another message. */
const told = (event: Order, outcome: string): string | undefined => {
  const reference = referenceOf(event.properties);
  return reference ? `order:${reference}:${outcome}` : event.messageId ? `message:${event.messageId}:${outcome}` : undefined;
};

export function ordered(event: Order): Told {
  const [fact, money] = [factOf(event, event.properties), moneyOf(event.properties)];
  if (!fact) return 'nobody';
  if (isFree(money)) return [];
  const properties = { ...money, ...about(event.properties), quantity: quantityOf(event.properties) };
  return [track('purchase_completed', { ...fact, properties, occasion: told(event, 'completed') })];
}

export function begun(event: Order): Told {
  const [fact, money] = [factOf(event, event.properties), moneyOf(event.properties)];
  if (!fact) return 'nobody';
  if (isFree(money)) return [];
  const { paymentMethod: _, ...cart } = about(event.properties);
  return [track('checkout_started', { ...fact, properties: { ...money, ...cart }, occasion: told(event, 'started') })];
}

export function cancelled(event: Order): Told {
  const [fact, money] = [factOf(event, event.properties), returned(moneyOf(event.properties))];
  if (!fact) return 'nobody';
  const { paymentMethod: _, ...order } = about(event.properties);
  const properties = { ...unlessFree(money), ...order, quantity: quantityOf(event.properties) };
  return [track('order_cancelled', { ...fact, properties, occasion: told(event, 'cancelled') })];
}

/** Of one order there may be several, which only their messages tell apart. */
export function refunded(event: Order): Told {
  const [fact, money] = [factOf(event, event.properties), returned(moneyOf(event.properties))];
  if (!fact) return 'nobody';
  if (isFree(money)) return [];
  const occasion = event.messageId ? `message:${event.messageId}:refunded` : undefined;
  return [track('refund_issued', { ...fact, properties: { ...money, ...about(event.properties) }, occasion })];
}
