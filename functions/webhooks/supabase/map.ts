import { type Command, customer, type Customer, leave, signUp, update } from '../../../shared/bunce/command.ts';
import { type Moment, time } from '../../../shared/bunce/instant.ts';
import { namesIn } from '../../../shared/webhook/names.ts';
import type { Deleted, Inserted, Updated, User } from './schema.ts';

/** Stored in E.164 without its plus. */
const international = (phone: string | null) => (phone && /^\d+$/.test(phone) ? `+${phone}` : phone);

const person = ({ id, email, phone, raw_user_meta_data: own }: User): Customer =>
  customer({ id, email, phone: international(phone), ...namesIn(own) });

/** Neither a guest without an address nor somebody who has left. */
const isMember = ({ is_anonymous: guest, deleted_at: left }: User): boolean => !guest && !left;

const joined = (user: User, since: Moment): readonly Command[] =>
  signUp({ customer: person(user), occurredAt: time(since), method: user.raw_app_meta_data?.provider });

/** Somebody who is invited is a row at once, without a mark of it: what tells the sign-up is the row, never its confirmation. */
export const inserted = ({ record }: Inserted): readonly Command[] => (isMember(record) ? joined(record, record.created_at) : []);

/** The row changes at every sign-in, too: only what Bunce would notice is told. */
export function updated({ record, old_record: before }: Updated): readonly Command[] {
  if (!before) return somehowUpdated(record);
  if (isMember(before) && record.deleted_at) return [leave({ customer: person(before), occurredAt: time(record.deleted_at) })];
  if (!isMember(record)) return [];
  if (!isMember(before)) return joined(record, record.updated_at);
  if (JSON.stringify(person(before)) === JSON.stringify(person(record))) return [];
  return update({ customer: person(record), occurredAt: time(record.updated_at) });
}

/** Where the row as it was before is left out, every change is told; what a soft deletion leaves of the address is none. */
function somehowUpdated(record: User): readonly Command[] {
  if (isMember(record)) return update({ customer: person(record), occurredAt: time(record.updated_at) });
  return record.is_anonymous ? [] : [leave({ customer: customer({ id: record.id }), occurredAt: time(record.deleted_at) })];
}

/** One that was soft-deleted has been told already. The row carries no time of its end. */
export const deleted = ({ old_record: user }: Deleted): readonly Command[] => (isMember(user) ? [leave({ customer: person(user) })] : []);
