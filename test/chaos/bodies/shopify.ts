import { iso } from './iso.ts';

export interface Order {
  readonly order: number;
  readonly buyer: number;
  readonly email: string;
  readonly token: string;
  readonly at: number;
}

export const orderPaid = ({ order, buyer, email, token, at }: Order): string =>
  JSON.stringify({
    id: order,
    admin_graphql_api_id: `gid://shopify/Order/${order}`,
    name: token,
    email,
    currency: 'NGN',
    total_price: '1250.00',
    financial_status: 'paid',
    payment_gateway_names: ['Paystack'],
    created_at: iso(at),
    processed_at: iso(at),
    updated_at: iso(at),
    customer: { id: buyer, email, first_name: 'Till', last_name: `Buyer${buyer}` },
    line_items: [{ title: 'Adire wrap dress', quantity: 1 }],
  });

/** Names the order and nobody. */
export const refundCreated = ({ refund, order, at }: Pick<Order, 'order' | 'at'> & { readonly refund: number }): string =>
  JSON.stringify({
    id: refund,
    order_id: order,
    created_at: iso(at),
    processed_at: iso(at),
    refund_line_items: [],
    transactions: [{ id: order, order_id: order, kind: 'refund', status: 'success', amount: '1250.00', currency: 'NGN' }],
  });
