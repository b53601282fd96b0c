import type { Answer } from './client.ts';
import { refusalOf } from './wire.ts';

interface Told {
  readonly status: number | null;
  /** Bunce's words or ours, without personal data. */
  readonly message: string;
}

/** What an answer means for what was asked. */
export type Judgement =
  | { readonly kind: 'ok'; readonly body: unknown }
  /** Too many requests: surely not done. Seconds to keep away, where Bunce says so. */
  | (Told & { readonly kind: 'busy'; readonly after: number | null })
  /** Surely not done; may work later. */
  | (Told & { readonly kind: 'down'; readonly after: number | null })
  /** Done or not, nobody can say. */
  | (Told & { readonly kind: 'unsure'; readonly after: number | null })
  /** Surely not done, and nothing will be, until someone corrects the setting. */
  | (Told & { readonly kind: 'misdirected'; readonly setting: 'key' | 'base URL' })
  /** Not done, and never will be as it stands. */
  | (Told & { readonly kind: 'refused' });

/** The one table of Bunce's answers. A wrong key or URL is told apart from a wrong request by whether Bunce itself answers. */
export function judge(answer: Answer): Judgement {
  switch (answer.kind) {
    case 'unsent':
      return { kind: 'down', status: null, message: answer.cause, after: null };
    case 'lost':
      return { kind: 'unsure', status: null, message: answer.cause, after: null };
    case 'keyless':
      return { kind: 'misdirected', status: null, message: answer.cause, setting: 'key' };
    case 'answered':
      return judgeStatus(answer);
  }
}

function judgeStatus({ status, body, after }: Answer & { readonly kind: 'answered' }): Judgement {
  const refusal = refusalOf(body);
  const told = { status, message: withoutPeople(refusal ?? `status ${status}`) };
  if (status === 401 || status === 403) return { ...told, kind: 'misdirected', setting: 'key' };
  if (status === 429) return { ...told, kind: 'busy', after };
  if (status === 502 || status === 504) return { ...told, kind: 'unsure', after };
  if (status >= 500 || status === 408) return { ...told, kind: 'down', after };
  if (status >= 200 && status < 300) return judgeSuccess({ body, told, refused: refusal !== undefined });
  if (status >= 400 && (refusal !== undefined || (status !== 404 && status !== 405))) return { ...told, kind: 'refused' };
  return { ...told, kind: 'misdirected', setting: 'base URL' };
}

/** Whatever answers 200 with a page of its own is not Bunce. */
function judgeSuccess({ body, told, refused }: { readonly body: unknown; readonly told: Told; readonly refused: boolean }): Judgement {
  if (refused) return { ...told, kind: 'refused' };
  if (typeof body === 'string') return { ...told, kind: 'misdirected', setting: 'base URL' };
  return { kind: 'ok', body };
}

/** An answer, or none. */
type Reply = Judgement | { readonly kind: 'held' | 'taken' };

/** Whether Bunce holds the thing already: the status is undocumented, so its words count too. */
export const exists = (reply: Reply): boolean =>
  reply.kind === 'refused' && (reply.status === 409 || /already|exists|duplicate/i.test(reply.message));

export const notFound = (reply: Reply): boolean => reply.kind === 'refused' && reply.status === 404;

/** Bunce may quote what it refuses: e-mails and long digits go, and so does all beyond 300 characters. */
export const withoutPeople = (message: string): string =>
  message
    .replace(/[^\s"'<>(){},;:]+@[^\s"'<>(){},;:]+/g, '[e-mail]')
    .replace(/\+?\d[\d\s().-]{5,}\d/g, '[number]')
    .slice(0, 300);
