import { type IncomingMessage, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { text } from 'node:stream/consumers';

export interface HttpCall {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  /** Undefined if the answer is no JSON; a parser's own words would quote it. */
  readonly body: unknown;
  /** As it came. */
  readonly text: string;
}

/** One call that follows no redirect, so that a key stays with its origin. Node's own client: `fetch` would be a third of a cold start. Throws when no answer came. */
export async function http({ url, method = 'GET', headers, body, signal }: HttpCall): Promise<HttpAnswer> {
  const start = url.startsWith('https:') ? secure : plain;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    start(url, { method, headers: { accept: 'application/json', ...headers }, signal })
      .once('response', resolve)
      .once('error', (error) => reject(signal.aborted ? signal.reason : error))
      .end(body);
  });
  const answer = await text(response);
  return { status: response.statusCode ?? 0, body: parsed(answer), text: answer };
}

function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return undefined;
  }
}
