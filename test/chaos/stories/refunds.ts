import { refundProcessed } from '../bodies/paystack.ts';
import { orderPaid, refundCreated } from '../bodies/shopify.ts';
import { BASE, ORDERS, REFUNDS, refundKey, tokenOf } from '../keys.ts';
import type { Scene, Story } from '../webhook.ts';
import { addressOf, guest, payerOf, paysByPaystack } from './acts.ts';
import { onlyTrigger, purchaseTells } from './telling.ts';

/** A refund that names the payment, and one that names its order and nobody: each after what it gives back. */
export function refunded(person: number): Story {
  const human = guest(person);
  const of = [human.name];
  const [email, buyer] = [addressOf(person), payerOf(person)];
  const order: Scene = (index) => {
    const [token, at] = [tokenOf(index), BASE + index];
    const body = orderPaid({ order: ORDERS + index, buyer, email, token, at });
    return { ...shop(`order ${person}`), headers: topic('orders/paid'), body, tells: purchaseTells({ key: token, of, at }) };
  };
  const orderRefund: Scene = (index, before) => {
    const placed = before.at(-1)?.index ?? 0;
    const body = refundCreated({ refund: REFUNDS + index, order: ORDERS + placed, at: BASE + index });
    const tells = onlyTrigger({ key: refundKey(tokenOf(placed)), of, at: BASE + index });
    return { ...shop(`order ${person}`), headers: topic('refunds/create'), body, tells, after: true };
  };
  const refund: Scene = (index, before) => {
    const payment = before.at(-1)?.token ?? '';
    const body = refundProcessed({ payment, token: tokenOf(index), email });
    const tells = onlyTrigger({ key: refundKey(payment), of, at: BASE + index });
    return { provider: 'paystack', body, tells, happening: `payment ${person}`, after: true };
  };
  const payment = paysByPaystack({ payer: buyer, email, of }, { happening: `payment ${person}` });
  return { cast: [human], chapters: [[order, orderRefund, payment, refund]] };
}

const shop = (happening: string) => ({ provider: 'shopify', happening }) as const;
const topic = (name: string) => ({ 'x-shopify-topic': name });
