import { track } from '../../../shared/bunce/command.ts';
import { isFree } from '../../../shared/bunce/money.ts';
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
function placed({ properties, messageId }: Order): string | undefined {
  const reference = referenceOf(properties);
  return reference ? `order:${reference}:completed` : messageId ? `message:${messageId}:completed` : undefined;
}

export function ordered(event: Order): Told {
  const [fact, money] = [factOf(event, event.properties), moneyOf(event.properties)];
  if (!fact) return 'nobody';
  if (isFree(money)) return [];
  const properties = { ...money, ...about(event.properties), quantity: quantityOf(event.properties) };
  return [track('purchase_completed', { ...fact, properties, occasion: placed(event) })];
}

/** Of one order there may be several, which only their messages tell apart. */
export function refunded(event: Order): Told {
  const [fact, money] = [factOf(event, event.properties), returned(moneyOf(event.properties))];
  if (!fact) return 'nobody';
  if (isFree(money)) return [];
  const occasion = event.messageId ? `message:${event.messageId}:refunded` : undefined;
  return [track('refund_issued', { ...fact, properties: { ...money, ...about(event.properties) }, occasion })];
}
