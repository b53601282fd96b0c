import { type Command, customer, type Customer, track } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import { fromMajor } from '../../../shared/bunce/money.ts';
import type { Charged, Failed, Found, Refunded } from './schema.ts';

/** Kora does not say in which zone a time without one is; it is a Lagos company. A `Z`, as refunds mostly have, wins. */
const lagos = (time: string | null | undefined): string | undefined => (time ? instant(time, { zone: '+01:00' }) : undefined);

/** No webhook names a person: the charge, and the virtual account that was paid into, are kept as other ids of the payer. */
function payer({ data }: Charged | Failed, found?: Found): Customer {
  const account = data.virtual_bank_account_details?.virtual_bank_account?.account_reference;
  return customer({
    aliases: [`charge:${data.payment_reference}`, ...(account ? [`account:${account}`] : [])],
    email: found?.customer?.email,
    name: found?.customer?.name,
  });
}

function payment({ data }: Charged | Failed) {
  const { amount, currency, payment_reference: reference, payment_method: paymentMethod } = data;
  return { ...fromMajor(amount, currency), reference, paymentMethod };
}

export const charged = (event: Charged, found?: Found): readonly Command[] => [
  track('purchase_completed', {
    customer: payer(event, found),
    occurredAt: lagos(event.data.transaction_date),
    properties: payment(event),
  }),
];

export function failed(event: Failed, found?: Found): readonly Command[] {
  const properties = { ...payment(event), reason: event.data.message };
  return [track('payment_failed', { customer: payer(event, found), occurredAt: lagos(event.data.transaction_date), properties })];
}

export function refunded({ data }: Refunded): readonly Command[] {
  const who = customer({ aliases: [`charge:${data.payment_reference}`] });
  const properties = { ...fromMajor(data.amount, data.currency), reference: data.payment_reference };
  return [track('refund_issued', { customer: who, occurredAt: lagos(data.completion_date ?? data.refund_date), properties })];
}
