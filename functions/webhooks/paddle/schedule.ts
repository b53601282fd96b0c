import type { Cycle, SubscriptionEvent } from './schema.ts';

const HOUR = 3_600_000;
const MONTHS: ReadonlyMap<string, number> = new Map([
  ['month', 1],
  ['year', 12],
]);
const DAYS: ReadonlyMap<string, number> = new Map([
  ['day', 1],
  ['week', 7],
]);

/** Milliseconds at which what was billed then is to be billed again; NaN where that cannot be told. */
function nextAfter(billed: string | number | null, cycle: Cycle): number {
  const date = new Date(billed ?? Number.NaN);
  const unit = cycle?.interval ?? '';
  const count = cycle?.frequency ?? 1;
  const month = date.getUTCMonth() + (MONTHS.get(unit) ?? 0) * count;
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const day = Math.min(date.getUTCDate(), lastDay) + (DAYS.get(unit) ?? 0) * count;
  return Date.UTC(date.getUTCFullYear(), month, day) + (date.getTime() % (24 * HOUR));
}

/** Paddle takes the schedule away when it carries it out: what ends as a period or a trial does had been scheduled to. */
export function endedAsScheduled({ scheduled_change: change, canceled_at: end, ...data }: SubscriptionEvent['data']): boolean {
  const items = data.items ?? [];
  const ends = [
    data.current_billing_period?.ends_at,
    data.next_billed_at,
    ...items.map(({ trial_dates: trial }) => trial?.ends_at),
    ...items.map(({ previously_billed_at: billed }) => nextAfter(billed, data.billing_cycle)),
  ];
  const ended = Date.parse(String(end));
  const isAt = (moment: string | number): boolean => Math.abs((typeof moment === 'number' ? moment : Date.parse(moment)) - ended) < HOUR;
  return change?.action === 'cancel' || ends.some((moment) => moment !== null && moment !== undefined && isAt(moment));
}
