import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

import { Pool } from 'undici';

import { close, listen } from '../local/loopback.ts';

/** One call of a service that speaks AWS's JSON. */
export interface Call {
  readonly operation: string;
  readonly asked: string;
  readonly answer: string;
}

export interface Proxy {
  readonly url: string;
  close(): Promise<void>;
}

interface Watching {
  /** What is asked instead. */
  readonly ask?: (call: Omit<Call, 'answer'>) => string;
  readonly onAnswer: (call: Call) => void;
}

/** Stands before a server and sees every call. */
export async function startProxy(upstream: string, { ask = ({ asked }) => asked, onAnswer }: Watching): Promise<Proxy> {
  const pool = new Pool(upstream, { connections: 64 });
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const asked = ask({ operation, asked: (await buffer(request)).toString() });
    const { url: path = '/' } = request;
    const answered = await pool.request({ method: 'POST', path, headers: withoutHop(request.headers), body: asked });
    const answer = await answered.body.text();
    onAnswer({ operation, asked, answer });
    response.writeHead(answered.statusCode, { 'content-type': 'application/x-amz-json-1.0' }).end(answer);
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
