import { isSomebody, setAttributes, track, upsert } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { isFree } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { isNothing, money, moneyIn } from './money.ts';
import { person } from './person.ts';
import type { Charge, DedicatedAccount, Identification, Invoice, Refund, RejectedTransfer } from './schema.ts';

export function charged({ data }: Charge): Told {
  const paid = money(data.amount, data.currency);
  const who = person(data.customer, data.source);
  if (isFree(paid)) return [];
  if (!isSomebody(who)) return 'nobody';
  const plan = data.plan?.name ? data.plan : data.plan_object;
  const object = data.reference ?? data.id;
  const properties = { ...paid, reference: object, paymentMethod: data.channel, plan: plan?.name, interval: plan?.interval };
  const occurredAt = time([data.paid_at, data.paidAt, data.transaction_date, data.created_at, data.createdAt]);
  return [
    track('purchase_completed', { customer: who, occurredAt, properties, occasion: object ? `charge:${object}:success` : undefined }),
  ];
}

/** Names no currency and no time but those of the customer. */
export function transferRejected({ data: { bank_transfer: transfer, customer: sender } }: RejectedTransfer): Told {
  const who = person(sender);
  if (isNothing(transfer?.amount)) return [];
  if (!isSomebody(who)) return 'nobody';
  const { transaction_id: reference, message: reason } = transfer ?? {};
  const properties = { reference, reason, paymentMethod: 'bank_transfer' };
  return [track('payment_failed', { customer: who, properties, occasion: reference ? `transfer:${reference}:rejected` : undefined })];
}

export function refunded({ data }: Refund): Told {
  const back = money(data.amount, data.currency);
  const who = person(data.customer);
  if (isFree(back)) return [];
  if (!isSomebody(who)) return 'nobody';
  const refund = data.id ?? data.refund_reference;
  const properties = { ...back, reference: data.transaction_reference };
  return [track('refund_issued', { customer: who, properties, occasion: refund ? `refund:${refund}:processed` : undefined })];
}

/** The money cannot go back the way it came: the merchant needs an account that the customer names. */
export function refundStuck({ data }: Refund): Told {
  const back = money(data.amount, data.currency);
  const who = person(data.customer);
  if (isFree(back)) return [];
  if (!isSomebody(who)) return 'nobody';
  const refund = data.id ?? data.refund_reference;
  const properties = { ...back, reference: data.transaction_reference, reason: 'refund needs bank details' };
  return [
    track('payment_action_required', { customer: who, properties, occasion: refund ? `refund:${refund}:needs-attention` : undefined }),
  ];
}

/** Paystack charges an invoice once. What the body says of time is when the invoice was made. */
export function invoiceFailed({ data }: Invoice): Told {
  const who = person(data.customer);
  if (isNothing(data.amount)) return [];
  if (!isSomebody(who)) return 'nobody';
  const reference = String(data.invoice_code);
  const properties = { ...moneyIn(data.amount, data.transaction?.currency), reference, reason: data.description };
  const occasion = ['invoice', reference, 'failed', data.transaction?.reference].filter(Boolean).join(':');
  return [track('payment_failed', { customer: who, properties, occasion })];
}

const identified = ({ customer_code: code, customer_id: id, email }: Identification['data']) => person({ customer_code: code, id, email });

export function identityConfirmed({ data }: Identification): Told {
  const who = identified(data);
  if (!isSomebody(who)) return 'nobody';
  const occasion = who.id && `customer:${who.id}:identified`;
  return [
    track('identity_verified', { customer: who, occasion }),
    setAttributes({ customer: who, attributes: { identityStatus: 'verified' } }),
  ];
}

export function identityRefused({ data }: Identification): Told {
  const who = identified(data);
  const attributes = { identityStatus: 'failed', identityReason: data.reason };
  return isSomebody(who) ? [setAttributes({ customer: who, attributes })] : 'nobody';
}

export function accountAssigned({ data: { customer: owner, dedicated_account: account } }: DedicatedAccount): Told {
  const who = person(owner);
  const occurredAt = time(account?.assignment?.assigned_at);
  const occasion = account?.id ? `account:${account.id}:assigned` : undefined;
  if (!isSomebody(who)) return 'nobody';
  return [upsert({ customer: who, occurredAt }), track('profile_updated', { customer: who, occurredAt, occasion })];
}
