import { type Command, customer, type Customer, isSomebody, leave, signUp, track } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import type { Unread } from '../../../shared/bunce/unread.ts';
import { causeOf } from '../../../shared/webhook/cause.ts';
import { list } from '../../../shared/webhook/field.ts';
import { bodyMark } from '../../../shared/webhook/body-mark.ts';
import { commandsOf, type EventRule, on, type Partly, partly } from '../../../shared/webhook/provider.ts';
import { joined } from './map.ts';
import * as shape from './schema.ts';

interface Fact {
  readonly customer: Customer;
  readonly occurredAt: string | Unread | undefined;
}

function factOf({ data: { date, user_id: id, user_name: name, strategy, details } }: shape.Log): Fact {
  const email = [details?.request, details?.response, details].map((place) => place?.body?.email).find(Boolean) ?? name;
  const who = customer({ id, email, phone: strategy === 'sms' ? name : undefined });
  if (!isSomebody(who)) throw new RangeError('neither a user id nor an e-mail found');
  return { customer: who, occurredAt: time(date) };
}

const signedUp = (entry: shape.Log): readonly Command[] => signUp({ ...factOf(entry), method: entry.data.strategy });

const signedIn = (entry: shape.Log): readonly Command[] => [
  track('signed_in', { ...factOf(entry), properties: { method: entry.data.strategy } }),
];

const deleted = (entry: shape.Log): readonly Command[] => [leave(factOf(entry))];

/** Of all calls only the one that created a user is told. */
function calledApi({ data: { date, details } }: shape.ApiLog): readonly Command[] {
  const { request, response } = details ?? {};
  const creates = request?.method?.toLowerCase() === 'post' && request.path === '/api/v2/users' && response?.statusCode === 201;
  if (!creates) return [];
  const user = shape.User.parse(response.body);
  return joined(user, [date, user.created_at]);
}

/** Log type → what becomes of an entry. */
export const logged: Readonly<Record<string, EventRule>> = {
  ss: on(shape.Log, signedUp),
  sapi: on(shape.ApiLog, calledApi),
  sdu: on(shape.Log, deleted),
  s: on(shape.Log, signedIn),
};

/** Entries of other types say nothing. */
function toldBy(entry: unknown): readonly Command[] {
  const { type } = shape.Entry.parse(entry).data;
  return Object.hasOwn(logged, type) ? commandsOf(logged[type]?.(entry) ?? []) : [];
}

/** Entries that one webhook may hold: a body of a million others is not worth a million complaints. */
const MOST = 10_000;

/** A log stream may gather entries, as an array or as lines. One that cannot be read does not take the others with it. */
export function batch(payload: unknown): Partly {
  const sent = shape.Logs.parse(payload);
  if (sent.length > MOST) throw new RangeError(`more than ${MOST} entries`);
  const entries = onceEach(sent);
  const { commands, unreadable } = partly(entries, toldBy);
  const [first] = unreadable;
  if (first && unreadable.length === entries.length) throw unreadableBatch(first.cause, first.entry);
  return { commands, unreadable };
}

/** Log streams send at least once: the very same entry may be there twice. Entries of other names are not the same. */
function onceEach(entries: readonly unknown[]): readonly unknown[] {
  if (new Set(idsOf(entries)).size === entries.length) return entries;
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}

/** As if the first entry's fault were the array's: its path begins with a number. Zod's own class would bring all of its languages. */
function unreadableBatch(cause: unknown, entry: unknown): Error {
  const message = causeOf(cause, entry);
  return Object.assign(new Error(message), { issues: [{ path: [0], message }] });
}

/** The same for the same entries, however they are written; undefined where one has no name. */
export function idOfBatch(entries: readonly unknown[]): string | undefined {
  const ids = idsOf(entries);
  return ids && `logs:${bodyMark(ids.join('\n'))}`;
}

const Named = list(shape.Logged);
const idsOf = (entries: readonly unknown[]) => Named.safeParse(entries).data?.map(({ log_id: id }) => id);
