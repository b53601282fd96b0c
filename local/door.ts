import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

import { Pool } from 'undici';

import { close, listen } from './loopback.ts';

/** A request to an AWS service that speaks JSON. */
export interface Asked {
  /** Such as `UpdateItem`. */
  readonly operation: string;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

export interface DoorOptions {
  /** What is passed on instead of what was asked. */
  readonly ask?: (asked: Asked) => string;
  /** Answers in the server's place. */
  readonly refuse?: (asked: Asked) => Answer | undefined;
  /** Told of each answer. */
  readonly hear?: (asked: Asked, answer: Answer) => void;
}

export interface Door {
  readonly url: string;
  close(): Promise<void>;
}

/** Stands before an embedded server, and sees and changes what passes. */
export async function startDoor(upstream: string, { ask = ({ body }) => body, refuse, hear }: DoorOptions): Promise<Door> {
  const pool = new Pool(upstream, { connections: 64 });
  const forward = async ({ headers, url = '/' }: IncomingMessage, asked: Asked): Promise<Answer> => {
    const answer = await pool.request({ method: 'POST', path: url, headers: withoutHop(headers), body: ask(asked) });
    return { status: answer.statusCode, body: await answer.body.text() };
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asked = { operation: String(request.headers['x-amz-target']).split('.').at(-1) ?? '', body: (await buffer(request)).toString() };
    const answer = refuse?.(asked) ?? (await forward(request, asked));
    hear?.(asked, answer);
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(answer.body);
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  return {
    url: await listen(server),
    async close() {
      await close(server);
      await pool.destroy();
    },
  };
}

/** What belongs to one connection, and to the body as it was. */
const HOP = new Set(['connection', 'content-length', 'transfer-encoding', 'keep-alive']);
const withoutHop = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP.has(name)));
