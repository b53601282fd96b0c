import { type Command, customer, type Customer, signUp, track, update } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import type { Deleted, Inserted, Updated, User } from './schema.ts';

const time = (text: string | null | undefined): string | undefined => (text ? instant(text) : undefined);

/** Stored in E.164 without its plus. */
const international = (phone: string | null | undefined) => (phone && /^\d+$/.test(phone) ? `+${phone}` : phone);

function person({ id, email, phone, raw_user_meta_data: own }: User): Customer {
  const firstName = own?.first_name || own?.given_name;
  const lastName = own?.last_name || own?.family_name;
  const name = firstName || lastName ? undefined : own?.full_name || own?.name;
  return customer({ id, email, phone: international(phone), firstName, lastName, name });
}

/** Neither a guest without an address nor somebody who has left. */
const isMember = ({ is_anonymous: guest, deleted_at: left }: User): boolean => !guest && !left;

const joined = (user: User, since: string | null | undefined): readonly Command[] =>
  signUp({ customer: person(user), occurredAt: time(since), method: user.raw_app_meta_data?.provider });

export const inserted = ({ record }: Inserted): readonly Command[] => (isMember(record) ? joined(record, record.created_at) : []);

/** The row changes at every sign-in, too: only what Bunce would notice is told. */
export function updated({ record, old_record: before }: Updated): readonly Command[] {
  if (isMember(before) && record.deleted_at) {
    return [track('account_deleted', { customer: person(before), occurredAt: time(record.deleted_at) })];
  }
  if (!isMember(record)) return [];
  if (!isMember(before)) return joined(record, record.updated_at);
  if (JSON.stringify(person(before)) === JSON.stringify(person(record))) return [];
  return update({ customer: person(record), occurredAt: time(record.updated_at) });
}

/** One that was soft-deleted has been told already. The row carries no time of its end. */
export const deleted = ({ old_record: user }: Deleted): readonly Command[] =>
  isMember(user) ? [track('account_deleted', { customer: person(user) })] : [];
