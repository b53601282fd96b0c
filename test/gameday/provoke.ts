import type { Day } from '../../local/gameday/day.ts';
import { genuine, send } from '../../local/gameday/webhooks.ts';

/** Everything that a dashboard may show, told once. */
export async function provoke(day: Day): Promise<void> {
  const { run } = day;
  const told = async (fault: object): Promise<void> => {
    await day.fault(fault);
    await send(run, genuine('paystack'));
    await day.settled();
  };
  await Promise.all(Array.from({ length: 30 }, async () => send(run, genuine('paystack'))));
  await day.settled();
  await send(run, { ...genuine('paystack'), secret: 'sk_live_of_nobody' });
  await told({ status: 429, path: '/events', times: 1 });
  await told({ processedButLost: true, path: '/events', times: 1 });
  await told({ status: 422, path: '/events', times: 1 });
  await day.fault({ status: 401, times: 8 });
  await Promise.all([1, 2, 3].map(async () => send(run, genuine('paystack'))));
  await day.settled();
  await send(run, { provider: 'paystack', body: JSON.stringify(failed) });
  await send(run, { provider: 'paystack', body: JSON.stringify({ event: 'charge.success', data: { id: 7 } }) });
  for (const person of [0, 4, 8, 12, 16]) await send(run, { provider: 'clerk', body: JSON.stringify(erasureOf(person)) });
  await day.settled();
  await send(run, genuine('clerk'));
  await day.settled();
  // It waits for longer than anybody here.
  await send(run, { provider: 'paystack', body: JSON.stringify(waiting) });
  await day.pass(0);
}

const moment = { object: 'event', timestamp: Date.now() };
/** Nobody binds it. */
const failed = {
  event: 'invoice.payment_failed',
  data: {
    domain: 'live',
    invoice_code: 'INV_7',
    amount: 100,
    status: 'pending',
    paid: false,
    subscription: { subscription_code: 'SUB_7', amount: 100 },
    customer: { id: 70_000_000, customer_code: 'CUS_0', email: 'p0@example.com' },
    created_at: '2026-11-01T00:00:00.000Z',
  },
};
const erasureOf = (person: number) => ({ ...moment, type: 'user.deleted', data: { id: `user_${person}`, deleted: true, object: 'user' } });
/** Of a customer whom nobody has named. */
const waiting = {
  event: 'refund.processed',
  data: {
    id: 8,
    transaction_reference: 'never',
    refund_reference: 'rf8',
    amount: 100,
    currency: 'NGN',
    customer: { id: 9 },
    domain: 'live',
  },
};
