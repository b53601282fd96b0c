import { bodyMark } from '../../../shared/webhook/body-mark.ts';
import { Any, Subject } from './schema.ts';
import type { Identity } from '../../../shared/webhook/provider.ts';

/** There is no delivery id: an event is known by its object and state. Only where those may come again, as a refused identification may, the bytes tell. */
export function identify(body: Buffer, payload: unknown): Identity {
  const { event, data } = Any.parse(payload);
  const subject: Subject = Subject.parse(data) ?? {};
  const outcome = outcomeOf(subject);
  const parts = [event, ...(outcome ?? [subject.customer_code, bodyMark(body)])].filter(Boolean);
  return { type: event, id: parts.join(':'), mode: (subject.domain ?? subject.customer?.domain) === 'test' ? 'test' : 'live' };
}

type Outcome = readonly (string | null | undefined)[] | undefined;

function outcomeOf(subject: Subject): Outcome {
  const { id, reference, subscription_code: subscription, invoice_code: invoice, customer_code: customer, status } = subject;
  if (invoice) return [invoice, subject.transaction?.reference, status];
  if (subscription) return [subscription, status, subject.next_payment_date];
  if (subject.transaction_reference) return refundOf(subject);
  if (subject.transfer_code) return [subject.transfer_code, status];
  if (customer && !subject.reason) return [customer, subject.identification?.type];
  const object = reference ?? subject.bank_transfer?.transaction_id ?? subject.dedicated_account?.id ?? id;
  return object ? [object, status] : undefined;
}

/** A refund that has no number yet is told from the next of the same payment by its bytes. */
function refundOf({ id, refund_reference: refund, transaction_reference: payment, status }: Subject): Outcome {
  const own = id ?? refund;
  return own ? [payment, own, status] : undefined;
}
