import type { Identity } from '../../../shared/webhook/provider.ts';
import { endedAsScheduled } from './schedule.ts';
import { Any, Approved, Canceled, Scheduled } from './schema.ts';

/** The same second, however finely it is written. */
const secondOf = (time: string | number | null): string => String(time).slice(0, 19);

/** An id for what several events tell of one object, and which is to be told once; undefined where every event stands for itself. */
function onceFor(payload: unknown): string | undefined {
  const refund = Approved.safeParse(payload).data?.data;
  if (refund) return `adjustment:${refund.id}:approved`;
  const scheduled = Scheduled.safeParse(payload).data?.data;
  if (scheduled)
    return `subscription:${scheduled.id}:${scheduled.scheduled_change.action}:${secondOf(scheduled.scheduled_change.effective_at)}`;
  const ended = Canceled.safeParse(payload).data?.data;
  return ended && ended.canceled_at !== null && !endedAsScheduled(ended)
    ? `subscription:${ended.id}:cancel:${secondOf(ended.canceled_at)}`
    : undefined;
}

/** Events of the simulator, which works in live accounts too, stand for themselves: they may name real objects. */
export function identityOf(payload: unknown): Identity {
  const { event_type: type, event_id: id } = Any.parse(payload);
  return id.startsWith('ntfsim') ? { type, id, mode: 'test' } : { type, id: onceFor(payload) ?? id, mode: 'live' };
}
