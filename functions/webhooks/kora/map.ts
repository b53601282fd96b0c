import { customer, type Customer, track } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { fromMajor, isFree } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import type { Charged, Failed, Found, Refunded } from './schema.ts';

/** Kora does not say in which zone a time without one is; it is a Lagos company. A `Z`, as refunds mostly have, wins. */
const LAGOS = { zone: '+01:00' };

/** Kora's webhooks name no person so far: the charge, and the virtual account that was paid into, are kept as other ids of the payer. */
function payer({ data }: Charged | Failed, found?: Found): Customer {
  const account = data.virtual_bank_account_details?.virtual_bank_account?.account_reference;
  return customer({
    aliases: [`charge:${data.payment_reference}`, ...(account ? [`account:${account}`] : [])],
    email: found?.customer?.email ?? data.customer?.email,
    name: found?.customer?.name ?? data.customer?.name,
  });
}

const payment = ({ data: { payment_reference: reference, payment_method: paymentMethod } }: Charged | Failed) => ({
  reference: String(reference),
  paymentMethod,
});

export function charged(event: Charged, found?: Found): Told {
  const { amount, currency, payment_reference: reference, transaction_date: at } = event.data;
  const money = fromMajor(amount, currency);
  if (isFree(money)) return [];
  const happening = { customer: payer(event, found), occasion: `charge:${reference}:success` };
  return [track('purchase_completed', { ...happening, occurredAt: time(at, LAGOS), properties: { ...money, ...payment(event) } })];
}

export function failed(event: Failed, found?: Found): Told {
  const { amount, currency, payment_reference: reference, transaction_date: at, message: reason } = event.data;
  const money = fromMajor(amount, currency);
  if (isFree(money)) return [];
  const happening = { customer: payer(event, found), occasion: `charge:${reference}:failed` };
  return [track('payment_failed', { ...happening, occurredAt: time(at, LAGOS), properties: { ...money, ...payment(event), reason } })];
}

export function refunded({ data }: Refunded): Told {
  const { amount, currency, payment_reference: charge, reference: refund, completion_date: completed, refund_date: begun } = data;
  const money = fromMajor(amount, currency);
  if (isFree(money)) return [];
  const who = customer({ aliases: [`charge:${charge}`] });
  const occasion = refund === null ? undefined : `refund:${refund}:success`;
  const properties = { ...money, reference: String(charge) };
  return [track('refund_issued', { customer: who, occurredAt: time([completed, begun], LAGOS), properties, occasion })];
}
