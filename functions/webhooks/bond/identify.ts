import { bodyMark } from '../../../shared/webhook/body-mark.ts';
import type { Identity } from '../../../shared/webhook/provider.ts';
import { Any, Subject } from './schema.ts';

/** No event id. A transaction is known by its state, however often it changes in it; all else by its subject and moment, which two people may share. */
export function identify(body: Buffer, payload: unknown): Identity {
  const { event, occurred_at: at } = Any.parse(payload);
  const { transaction, ...subject } = Subject.parse(payload) ?? {};
  const id = Object.values(subject).find(Boolean);
  const known = () => (at && id ? [at, id] : [at, id, bodyMark(body)]);
  const parts = transaction?.transaction_id ? [transaction.transaction_id, transaction.state] : known();
  return { type: event, id: [event, ...parts].filter(Boolean).join(':'), mode: 'live' };
}
