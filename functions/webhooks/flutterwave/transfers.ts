import { customer, isSomebody, track } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { fromMajor, isFree, type Money } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { known } from './person.ts';
import type { Transfer } from './schema.ts';

/** A transfer ends well or not; `NEW` and `PENDING` are not its end. */
export function paidOut({ timestamp, data }: Transfer): Told {
  const status = data.status.toLowerCase();
  const arrived = status.startsWith('success');
  if (!arrived && status !== 'failed') return [];
  const money = sent(data);
  const who = customer({ email: data.email || data.meta?.email || data.customer?.email, name: known(data.fullname) });
  if (isFree(money)) return [];
  if (!isSomebody(who)) return 'nobody';
  const properties = { ...money, reference: data.reference, reason: arrived ? data.narration : data.complete_message };
  const occasion = data.id === null ? undefined : `transfer:${data.id}:${arrived ? 'success' : 'failed'}`;
  const occurredAt = time([data.created_at, data.created_datetime, timestamp]);
  return [track(arrived ? 'payout_completed' : 'payout_failed', { customer: who, occurredAt, properties, occasion })];
}

/** Nothing where the amount may be of either of two currencies. */
function sent({ amount, currency, source_currency: from, destination_currency: to }: Transfer['data']): Partial<Money> {
  const counted = currency ?? (from === null || from === to ? to : null);
  return amount !== null && counted ? fromMajor(amount, counted) : {};
}
