import type { Line, Payment, Subscription } from './schema.ts';

type Seconds = string | number | null | undefined;

const HOUR = 3600;

const isNear = (left: Seconds, right: Seconds): boolean => Boolean(left && right) && Math.abs(Number(left) - Number(right)) < HOUR;

const PLAN = /^plan(_item_price)?$/;

/** A line that bills the plan, or an addon from the very start of the term; one that does not say what it is counts as such. */
const isPeriodic = ({ entity_type: type, date_from: from }: Line, subscription: Subscription | null | undefined): boolean =>
  type === null || PLAN.test(type) || (type.startsWith('addon') && isNear(from, subscription?.current_term_start));

/** The first period that is paid begins where the trial ended. */
const isAfterTrial = (begins: Seconds, { trial_end: trial, activated_at: activated }: Subscription): boolean =>
  Boolean(trial) && (isNear(begins, trial) || isNear(begins, activated));

/** A change of plan is billed from its day on, a renewal from the start of a term. */
const isMidTerm = (begins: Seconds, { current_term_start: start, current_term_end: end }: Subscription): boolean =>
  Boolean(begins && start && end) && Number(begins) >= Number(start) + HOUR && Number(begins) < Number(end);

/** Whether the plan is what is paid for: an extra charge beside it is not. */
export const billsPlan = ({ invoice, subscription }: Payment): boolean =>
  !invoice?.line_items.length || invoice.line_items.some((line) => isPeriodic(line, subscription));

/** A later period's payment. The first is a purchase, also where a trial came before it; so are extra charges and changes in mid-term. */
export function isRenewal(payment: Payment): boolean {
  const { invoice, subscription } = payment;
  if (!invoice?.recurring || invoice.first_invoice !== false || !billsPlan(payment)) return false;
  if (!subscription) return true;
  const lines = invoice.line_items.filter((line) => isPeriodic(line, subscription));
  const dates = lines.flatMap(({ date_from: from }) => from ?? []);
  const begins = dates.length > 0 ? dates : [subscription.current_term_start];
  return !begins.some((date) => isAfterTrial(date, subscription)) && !begins.every((date) => isMidTerm(date, subscription));
}
