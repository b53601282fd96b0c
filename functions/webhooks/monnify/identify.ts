import { bodyMark } from '../../../shared/webhook/body-mark.ts';
import type { Identity } from '../../../shared/webhook/provider.ts';
import { Any, Subject } from './schema.ts';

/** No delivery id: what is told is known by its reference and state, a rejected transfer by its session or amount too; all else by its bytes. */
export function identify(body: Buffer, payload: unknown): Identity {
  const { eventType, eventData } = Any.parse(payload);
  const subject: Subject = Subject.parse(eventData) ?? {};
  const { refundReference, transactionReference, mandateCode } = subject;
  const object = refundReference ?? transactionReference ?? mandateCode;
  const outcome = eventType === 'REJECTED_PAYMENT' ? transferOf(subject) : stateOf(subject);
  const isKnown = eventType === 'SUCCESSFUL_REFUND' ? refundReference : object && (outcome || eventType === 'SUCCESSFUL_TRANSACTION');
  const parts = [eventType, object, outcome, isKnown ? undefined : bodyMark(body)];
  return { type: eventType, id: parts.filter(Boolean).join(':'), mode: 'live' };
}

const stateOf = ({ paymentStatus, refundStatus, mandateStatus }: Subject) => paymentStatus ?? refundStatus ?? mandateStatus;

/** By its session, or else by its amount. */
export const transferOf = ({ paymentSourceInformation: transfers = [] }: Pick<Subject, 'paymentSourceInformation'>): string =>
  transfers.flatMap(({ sessionId, amountPaid }) => sessionId ?? amountPaid ?? []).join(':');
