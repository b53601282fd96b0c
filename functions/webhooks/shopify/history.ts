import * as z from 'zod/mini';

import type { History } from '../../../shared/webhook/history.ts';

const LIMIT = 250;
/** Milliseconds; the ledger knows for a day longer whose payment was told. */
const LEDGER = 29 * 86_400_000;

const id = z.union([z.string(), z.number()]);
const Listed = z.looseObject({ id, created_at: z.nullish(z.string()) });
const Page = z.object({ orders: z.array(Listed) });

const Order = z.looseObject({
  financial_status: z.nullish(z.string()),
  cancelled_at: z.nullish(z.string()),
  fulfillment_status: z.nullish(z.string()),
  refunds: z._default(z.array(z.unknown()), []),
});

const PAID: ReadonlySet<string> = new Set(['paid', 'partially_refunded', 'refunded']);

/** Shopify lists orders by their last change, however old they are; what became of each stands in it: https://shopify.dev/docs/api/admin-rest/latest/resources/order */
export const history: History = {
  credentials: { accessToken: "the Admin API's access token, which may read orders, for `reconcile` alone" },
  async *list({ since, credentials: { accessToken = '' }, get }) {
    const query = new URLSearchParams({ status: 'any', updated_at_min: since.toISOString(), limit: String(LIMIT), since_id: '0' });
    for (let rows = LIMIT; rows === LIMIT;) {
      const path = `/orders.json?${query.toString()}`;
      const { orders } = Page.parse(await get({ path, headers: { 'x-shopify-access-token': accessToken } }));
      yield* orders.map(datedByItself);
      query.set('since_id', String(orders.at(-1)?.id ?? ''));
      rows = orders.length;
    }
  },
  webhooks(record) {
    const order = Order.parse(record);
    const told = (topic: string, body: unknown) => ({ body, headers: { 'x-shopify-topic': topic } });
    return [
      ...(PAID.has(order.financial_status ?? '') ? [told('orders/paid', record)] : []),
      ...(order.fulfillment_status === 'fulfilled' ? [told('orders/fulfilled', record)] : []),
      ...(order.cancelled_at ? [told('orders/cancelled', record)] : []),
      ...order.refunds.map((refund) => told('refunds/create', refund)),
    ];
  },
};

/** Nothing says when an order was paid but its last change, which of an old one is another: it would look like one that was paid now. */
const datedByItself = (order: z.infer<typeof Listed>): z.infer<typeof Listed> =>
  Date.parse(order.created_at ?? '') < Date.now() - LEDGER ? { ...order, updated_at: order.created_at } : order;
