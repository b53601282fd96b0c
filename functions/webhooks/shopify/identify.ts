import { bodyMark } from '../../../shared/webhook/body-mark.ts';
import type { Identity } from '../../../shared/webhook/provider.ts';
import type { WebhookRequest } from '../../../shared/webhook/request.ts';
import { Subject, Topic } from './schema.ts';

/** Nothing signs the headers with topic and delivery id: the id is made of what is signed, and each topic refuses the bodies of the others. */
export function identify({ headers, body }: WebhookRequest, payload: unknown): Identity {
  const type = Topic.parse(headers['x-shopify-topic'] || headers['shopify-topic']);
  const subject = Subject.parse(payload);
  const { id, test, transactions } = subject;
  const marks = Object.hasOwn(MARKS, type) ? MARKS[type]?.(subject) : undefined;
  const known = marks?.every(Boolean) ? marks : [id, bodyMark(body)];
  const says = headers['x-shopify-test'] || headers['shopify-test'];
  const isTest = test || /^(true|1)$/i.test(says ?? '') || transactions.some((transaction) => transaction.test);
  return { type, id: [type, ...known].filter(Boolean).join(':'), mode: isTest ? 'test' : 'live' };
}

type Marks = (subject: Subject) => readonly (string | null | undefined)[];

/** What happens to an object once is known by the object alone; what may happen again, by what changes with it. */
const once: Marks = ({ id }) => [id];
const revised: Marks = ({ id, revision_id: revision }) => [id, revision];

const MARKS: Readonly<Record<string, Marks>> = {
  'customers/create': once,
  'customers/update': ({ id, updated_at: at }) => [id, at],
  'customers/delete': once,
  'customers/redact': ({ shop_id: shop, customer }) => [shop, customer?.id],
  'customers/data_request': ({ shop_id: shop, data_request: asked }) => [shop, asked?.id],
  'shop/redact': ({ shop_id: shop }) => [shop],
  'orders/create': once,
  'orders/paid': once,
  'orders/fulfilled': once,
  'orders/cancelled': once,
  'checkouts/create': once,
  'disputes/create': once,
  'order_transactions/create': ({ id, status }) => [id, status],
  'refunds/create': once,
  'subscription_contracts/create': once,
  'subscription_contracts/activate': revised,
  'subscription_contracts/pause': revised,
  'subscription_contracts/fail': revised,
  'subscription_contracts/expire': revised,
  'subscription_contracts/cancel': revised,
  'subscription_billing_attempts/failure': once,
};
