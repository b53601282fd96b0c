import type { Done, Posts } from '../protocol.ts';
import { token } from './token.ts';

/** What the server refused, in its words. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

const HEADERS = { 'x-console-token': token } as const;

/** Which type answers is said in `protocol.ts`, beside the path. */
export const get = async <Answer>(path: string): Promise<Answer> => answerOf<Answer>(await reach(path, { headers: HEADERS }));

export interface Posted<Path extends keyof Posts> {
  /** What stands in the path's place in angle brackets. */
  readonly named?: string;
  readonly body: Posts[Path];
}

export async function post<Path extends keyof Posts>(path: Path, { named = '', body }: Posted<Path>): Promise<Done> {
  const to = path.replace(/<\w+>/, encodeURIComponent(named));
  const headers = { ...HEADERS, 'content-type': 'application/json' };
  return answerOf<Done>(await reach(to, { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch {
    throw new Refused('The console does not answer: it has stopped, or is starting again.');
  }
}

async function answerOf<Answer>(response: Response): Promise<Answer> {
  const text = await response.text();
  const said = parsed(text);
  if (!response.ok) throw new Refused(errorIn(said) ?? `The console answered ${response.status}: ${text.slice(0, 200)}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- page and server are of one version, and the protocol is written once for both
  return said as Answer;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const errorIn = (said: unknown): string | undefined =>
  typeof said === 'object' && said !== null && 'error' in said && typeof said.error === 'string' ? said.error : undefined;

/** In words, whatever was thrown. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
