import * as z from 'zod/mini';

import type { Answer } from './client.ts';

interface Told {
  readonly status: number | null;
  /** Bunce's words or ours, without personal data. */
  readonly message: string;
}

/** What an answer means for what was asked. `after`: seconds to keep away, within bounds. */
export type Judgement =
  | { readonly kind: 'ok'; readonly body: unknown }
  /** Too many requests: surely not done. */
  | (Told & { readonly kind: 'busy'; readonly after: number })
  /** Surely not done; may work later. */
  | (Told & { readonly kind: 'down'; readonly after: number | null })
  /** Done or not, nobody can say. */
  | (Told & { readonly kind: 'unsure'; readonly after: number | null })
  /** Surely not done, and nothing will be until someone corrects the setting, unless something before Bunce dislikes this one request. */
  | (Told & { readonly kind: 'misdirected'; readonly setting: 'key' | 'base URL' })
  /** Not done, and never will be as it stands. */
  | (Told & { readonly kind: 'refused' });

/** Seconds within which a Retry-After counts; `least` is how long Bunce shuts an address out. */
export interface Away {
  readonly least: number;
  readonly most: number;
}

const AWAY: Away = { least: 60, most: 900 };

/** The one table of Bunce's answers. A wrong key or URL is told apart from a wrong request by whether Bunce itself answers. */
export function judge(answer: Answer, away = AWAY): Judgement {
  switch (answer.kind) {
    case 'unsent':
      return { kind: 'down', status: null, message: answer.cause, after: null };
    case 'lost':
      return { kind: 'unsure', status: null, message: answer.cause, after: null };
    case 'keyless':
      return { kind: 'misdirected', status: null, message: answer.cause, setting: 'key' };
    case 'answered':
      return judgeStatus(answer, away);
  }
}

/** A gateway may say any other 5xx after Bunce has done it. */
const SURELY_DOWN: ReadonlySet<number> = new Set([408, 500, 503]);

function judgeStatus({ status, body, after }: Answer & { readonly kind: 'answered' }, away: Away): Judgement {
  const said = fieldsOf(body);
  const told = { status, message: withoutPeople(wordsOf(said) ?? `status ${status}`) };
  if (status >= 200 && status < 300) return judgeSuccess({ body, said, told });
  if (status === 401 || status === 403) return { ...told, kind: 'misdirected', setting: 'key' };
  if (status === 429) return { ...told, kind: 'busy', after: within(away, after ?? away.least) };
  if (status >= 500 || SURELY_DOWN.has(status))
    return { ...told, kind: SURELY_DOWN.has(status) ? 'down' : 'unsure', after: after === null ? null : within(away, after) };
  if (status >= 400 && (isOwn(said) || (status !== 404 && status !== 405))) return { ...told, kind: 'refused' };
  return { ...told, kind: 'misdirected', setting: 'base URL' };
}

const within = ({ least, most }: Away, seconds: number): number => Math.max(least, Math.min(most, seconds));

interface Success {
  readonly body: unknown;
  readonly said: Fields;
  readonly told: Told & { readonly status: number };
}

/** Bunce always answers with JSON: a page, or nothing where 204 does not promise nothing, comes from something in between. */
function judgeSuccess({ body, said, told }: Success): Judgement {
  if (isRefusal(said)) return { ...told, kind: 'refused' };
  const isJson = typeof body === 'object' && body !== null;
  return isJson || told.status === 204 ? { kind: 'ok', body } : { ...told, kind: 'unsure', after: null };
}

type Fields = Readonly<Record<string, unknown>>;
const Body = z.looseObject({});
const fieldsOf = (body: unknown): Fields => Body.safeParse(body).data ?? {};

/** Older answers call the boolean `status`. */
const saysNo = ({ success, status }: Fields): boolean => success === false || status === false || status === 'error';

/** `error: null` and an empty list of errors are none. */
const isSaid = (value: unknown): boolean => Boolean(value) && (typeof value !== 'object' || Object.keys(value ?? {}).length > 0);

const isRefusal = (said: Fields): boolean => saysNo(said) || isSaid(said['error']);

/** Other servers' errors have a message too; of Laravel's, only the one about a row of Bunce's is Bunce's. */
const isOwn = (said: Fields): boolean => saysNo(said) || String(said['message']).startsWith('No query results for model');

function wordsOf({ message, error }: Fields): string | undefined {
  const words = [message, error].find(isSaid);
  return words === undefined || typeof words === 'string' ? words : JSON.stringify(words);
}

/** An answer, or none. */
type Reply = Judgement | { readonly kind: 'held' | 'taken' };

/** Whether Bunce holds the thing already: the status is undocumented, so its words count too. */
export const exists = (reply: Reply): boolean =>
  reply.kind === 'refused' && reply.status !== 404 && (reply.status === 409 || /already|exists|duplicate/i.test(reply.message));

/** Whether Bunce itself, not something else at its address, does not hold what was named. */
export const notFound = (reply: Reply): boolean => reply.kind === 'refused' && reply.status === 404;

/** Bunce may quote what it refuses: e-mails and long digits go, and so does all beyond 300 characters. */
export const withoutPeople = (message: string): string =>
  message
    .replace(/[^\s"'<>(){},;:]+@[^\s"'<>(){},;:]+/g, '[e-mail]')
    .replace(/\+?\d[\d\s().-]{5,}\d/g, '[number]')
    .slice(0, 300);
