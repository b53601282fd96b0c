import { customer, type Customer, isSomebody } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import type { Unread } from '../../../shared/bunce/unread.ts';
import { contactIn, namesIn } from '../../../shared/webhook/names.ts';
import type { Order, Traits } from './schema.ts';

type Base = Pick<Order, 'userId' | 'timestamp' | 'originalTimestamp' | 'sentAt' | 'context'>;

interface Fact {
  readonly customer: Customer;
  readonly occurredAt: string | Unread | undefined;
}

/** Who, and when; undefined for a visitor whom nothing names: an anonymous id is a browser, not a person. */
export function factOf({ userId, context, ...times }: Base, own?: Traits): Fact | undefined {
  const traits = context?.traits;
  const who = customer({ id: userId, ...contactIn(traits), ...contactIn(own), ...namesIn({ ...traits, ...own }) });
  return isSomebody(who) ? { customer: who, occurredAt: time([times.timestamp, times.originalTimestamp, times.sentAt]) } : undefined;
}
