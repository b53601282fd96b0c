import { isUnread, readable, UNREAD, type Unread } from './unread.ts';

const SHAPE = /^(\d{4}-\d{2}-\d{2})(?:[T -](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d{1,9}))?)?\s*(Z|UTC|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/i;

/** Seconds since 1970 are told from milliseconds by their size, until the year 5138. */
const SECONDS_END = 1e11;
/** From here on it is no time but a date written in one, such as 20260314120000: as milliseconds the year 2286. */
const MILLISECONDS_END = 1e13;

export interface InstantRule {
  /** The offset of texts without one, such as `+01:00` for Lagos; default UTC. */
  readonly zone?: string;
}

/** Any time a provider writes, as ISO 8601 in UTC with milliseconds. Throws RangeError naming what it could not read. */
export const instant = (value: string | number, { zone = 'Z' }: InstantRule = {}): string =>
  new Date(sinceEpoch(value, zone)).toISOString();

/** Milliseconds. Throws likewise. */
const sinceEpoch = (value: string | number, zone: string): number =>
  (typeof value === 'string' ? plainly(value, zone) : undefined) ?? inAnyForm(value, zone);

const PLAIN = /^((?:19[7-9]\d|2\d{3})-\d\d-(\d\d))[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)?$/;

/** Most times are written nearly so: they are spared the other forms. Undefined for every other, and for a day that is none. */
function plainly(text: string, zone: string): number | undefined {
  const parts = PLAIN.exec(text);
  if (!parts) return undefined;
  const [, date = '', day = '', clock = '', fraction = '', offset = zone] = parts;
  if (day > '28' && !isDay(date)) return undefined;
  const time = Date.parse(`${date}T${clock}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`);
  return time >= 0 ? time : undefined;
}

function inAnyForm(value: string | number, zone: string): number {
  const isCount = typeof value === 'number' || /^(\d{9,10}|\d{13})(\.\d+)?$/.test(value);
  const time = isCount ? counted(Number(value)) : Date.parse(normal(value.trim(), zone));
  const year = new Date(time).getUTCFullYear();
  if (Number.isNaN(time) || year < 1970 || year > 9999) throw new RangeError(`not a time: ${String(value).slice(0, 40)}`);
  return time;
}

/** What a provider may write where a time belongs. */
export type Moment = string | number | null | undefined;

/** The first of these that can be read; UNREAD where something stands there and nothing can; undefined where nothing does. Never throws. */
export function time(moments: Moment | readonly Moment[], rule?: InstantRule): string | Unread | undefined {
  let isTold = false;
  for (const moment of isMoment(moments) ? [moments] : moments) {
    if (isNone(moment)) continue;
    const read = readable(() => instant(moment, rule));
    if (!isUnread(read)) return read;
    isTold = true;
  }
  return isTold ? UNREAD : undefined;
}

const isMoment = (moments: Moment | readonly Moment[]): moments is Moment => !Array.isArray(moments);

/** Hours from one moment to another, less than 0 if it came before; NaN where either is missing or cannot be read. */
export function hoursBetween(from: Moment, to: Moment): number {
  const [start, end] = [millisecondsOf(from), millisecondsOf(to)];
  return (end - start) / 3_600_000;
}

function millisecondsOf(moment: Moment): number {
  const read = isNone(moment) ? UNREAD : readable(() => sinceEpoch(moment, 'Z'));
  return isUnread(read) ? Number.NaN : read;
}

const isNone = (moment: Moment): moment is null | undefined | '' =>
  moment === null || moment === undefined || (typeof moment === 'string' && moment.trim() === '');

function counted(count: number): number {
  const size = Math.abs(count);
  return size < MILLISECONDS_END ? Math.floor(size < SECONDS_END ? count * 1000 : count) : Number.NaN;
}

function normal(text: string, zone: string): string {
  const parts = SHAPE.exec(text);
  if (!parts || !isDay(parts[1])) return 'no time';
  const [, date = '', clock = '00:00', fraction = '0', offset = zone] = parts;
  return `${date}T${clock.length === 5 ? `${clock}:00` : clock}.${fraction.slice(0, 3).padEnd(3, '0')}${zoneOf(offset)}`;
}

/** Date.parse takes 30 February for 2 March. */
const isDay = (date = ''): boolean => new Date(date).getUTCDate() === Number(date.slice(8));

/** `z`, `UTC`, `+0100`, `+01:00` and `+01` in the one form that Date.parse promises to read. */
function zoneOf(offset: string): string {
  if (/^(z|utc)$/i.test(offset)) return 'Z';
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  return `${offset.slice(0, 1)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/** The one form in which Bunce takes a timestamp; any other is skipped in silence (POST /events/trigger). */
export const bunceTimestamp = (time: string | number): string => `${instant(time).slice(0, 19)}Z`;
