import type { Identity } from '../../../shared/webhook/provider.ts';
import { endedAsScheduled } from './schedule.ts';
import { Any, Approved, Canceled, Scheduled } from './schema.ts';

/** The same second, however finely it is written. */
const secondOf = (time: string | number | null): string => String(time).slice(0, 19);

type Naming = (payload: unknown) => string | undefined;

const approved: Naming = (payload) => {
  const refund = Approved.fit(payload)?.data;
  return refund && `adjustment:${refund.id}:approved`;
};

const scheduled: Naming = (payload) => {
  const { id, scheduled_change: change } = Scheduled.fit(payload)?.data ?? {};
  return change && `subscription:${id}:${change.action}:${secondOf(change.effective_at)}`;
};

const canceled: Naming = (payload) => {
  const ended = Canceled.fit(payload)?.data;
  const isNews = ended && ended.canceled_at !== null && !endedAsScheduled(ended);
  return isNews ? `subscription:${ended.id}:cancel:${secondOf(ended.canceled_at)}` : undefined;
};

/** An id for what several events tell of one object, and which is to be told once. Every event of another type stands for itself. */
const ONCE: ReadonlyMap<string, Naming> = new Map([
  ['adjustment.created', approved],
  ['adjustment.updated', approved],
  ['subscription.updated', scheduled],
  ['subscription.canceled', canceled],
]);

/** Events of the simulator, which works in live accounts too, stand for themselves: they may name real objects. */
export function identityOf(payload: unknown): Identity {
  const { event_type: type, event_id: id } = Any.parse(payload);
  return id.startsWith('ntfsim') ? { type, id, mode: 'test' } : { type, id: ONCE.get(type)?.(payload) ?? id, mode: 'live' };
}
