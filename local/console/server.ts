import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import * as z from 'zod/mini';

import { targetOf } from '../request-target.ts';
import { flawOf, type Guarded, isApi, PROTECTION, STREAM } from './guard.ts';
import { routeOf } from './routes.ts';
import type { Refusal } from './protocol.ts';
import { Refused, type Source } from './source.ts';
import { stream } from './stream.ts';
import { wordsOf } from './words-of.ts';

/** What the browser is given, as text. */
export interface Page {
  readonly html: string;
  readonly script: string;
  readonly style: string;
}

export interface ConsoleOptions extends Guarded {
  readonly source: Source;
  readonly page: Page;
}

/** Bytes of a body; a webhook that is edited is one. */
const LIMIT = 10 * 1024 * 1024;

/** Serves the console: the page at every address but those of its files and of the API. */
export function consoleListener(options: ConsoleOptions): RequestListener {
  return (request, response) => {
    for (const [name, value] of Object.entries(PROTECTION)) response.setHeader(name, value);
    void serve(options, { request, response }).catch((error: unknown) => {
      if (response.headersSent) return void response.destroy();
      say(response, { status: statusOf(error), body: { error: wordsOf(error) } satisfies Refusal });
    });
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function serve(options: ConsoleOptions, { request, response }: Exchange): Promise<void> {
  const target = targetOf(request.url);
  if (!target) return say(response, { status: 400, body: { error: `${request.url} is no address of the console` } satisfies Refusal });
  const { pathname, searchParams } = target;
  const { method = 'GET', headers } = request;
  const flaw = flawOf({ headers, method, pathname }, options);
  if (flaw !== undefined) return say(response, { status: 403, body: { error: flaw } satisfies Refusal });
  if (!isApi(pathname)) return file(options.page, { method, pathname, response });
  if (method === 'GET' && pathname === STREAM) return stream(options.source, response);
  const route = routeOf(method, pathname);
  if (!route) return say(response, { status: 404, body: { error: `there is no ${method} ${pathname}` } });
  const body = method === 'POST' ? await jsonOf(request) : undefined;
  say(response, { status: 200, body: await route.answer(options.source, { id: route.id, query: searchParams, body }) });
}

interface Asked extends Pick<Exchange, 'response'> {
  readonly method: string;
  readonly pathname: string;
}

function file({ html, script, style }: Page, { method, pathname, response }: Asked): void {
  if (method !== 'GET' && method !== 'HEAD') return say(response, { status: 404, body: { message: 'Not Found' } });
  const [type, content] =
    pathname === '/console.js' ? ['text/javascript', script] : pathname === '/console.css' ? ['text/css', style] : ['text/html', html];
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(content);
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  if (Number(request.headers['content-length'] ?? LIMIT + 1) > LIMIT)
    throw new Refused('the body is too long, or does not say how long it is');
  try {
    return JSON.parse(await text(request));
  } catch {
    throw new Refused('the body is no JSON');
  }
}

const say = (response: ServerResponse, { status, body }: { readonly status: number; readonly body: unknown }): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const statusOf = (error: unknown): number => (error instanceof Refused || error instanceof z.core.$ZodError ? 400 : 500);
