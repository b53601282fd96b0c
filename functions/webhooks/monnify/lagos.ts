import { type Moment, time } from '../../../shared/bunce/instant.ts';
import type { Unread } from '../../../shared/bunce/unread.ts';

const DAY_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?[\s:]*([AP]M)?)?$/i;
const HALF = /^(\d{4})-(\d{2})-(\d{2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?[\s:]*([AP]M)$/i;

/** `2021-11-17 11:28:42.615` or, day first, `30/08/2023 5:13:57 PM`, with seconds or without; all in Lagos and none says so. */
export const lagos = (moment: Moment): string | Unread | undefined =>
  time(typeof moment === 'string' ? isoText(moment.trim()) : moment, { zone: '+01:00' });

/** What is in neither form stays as it is. */
function isoText(text: string): string {
  const [, day = '', month = '', year, ...dayFirst] = DAY_FIRST.exec(text) ?? [];
  if (year) return `${year}-${two(month)}-${two(day)} ${clock(dayFirst)}`;
  const [, first, second, third, ...clocked] = HALF.exec(text) ?? [];
  return first ? `${first}-${second}-${third} ${clock(clocked)}` : text;
}

/** Of twenty-four hours. */
function clock([hour = '0', minute = '00', second = '00', half]: readonly (string | undefined)[]): string {
  const hours = half ? (Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0) : hour;
  return `${two(hours)}:${minute}:${second}`;
}

const two = (digits: string | number): string => String(digits).padStart(2, '0');
