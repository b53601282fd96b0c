import { createServer, type OutgoingHttpHeaders, request as ask } from 'node:http';
import { text } from 'node:stream/consumers';

import { onTestFinished } from 'vitest';

import { type ConsoleOptions, consoleListener } from '../../../local/console/server.ts';
import { Refused, type Source } from '../../../local/console/source.ts';
import { close, listen } from '../../../local/loopback.ts';

export const TOKEN = 'the-token-of-the-page';

/** A place that has one parked message and nothing else, and notes what is asked of it. */
export function place(done: string[]): Source {
  const say = (what: string) => ({ text: (done.push(what), what) });
  return {
    about: { place: 'aws', name: 'stack', stage: 'production', isProduction: true, mayWrite: true, cli: 'bunce-sync', views: ['parked'] },
    numbers: async () => ({ queued: 1, inFlight: 0, parked: 1 }),
    parked: {
      list: async () => [],
      one: async (id) => (id === 'paystack/a:1' ? { id } : undefined),
      replay: async (chosen) => say(`replay ${JSON.stringify(chosen)}`),
      drop: async () => {
        throw new Refused('say what to drop');
      },
    },
    people: { find: async () => Promise.reject(new Error('the table is gone')), one: async () => undefined },
    providers: { list: async () => [], setSecret: async (name) => say(`secret of ${name}`) },
    watch(tell) {
      tell('stale', ['parked']);
      return () => void done.push('left');
    },
  };
}

export interface Said {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface Request {
  readonly path: string;
  /** As the request's first line has it, where no address says that. */
  readonly target?: string;
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

/** A console over such a place; `ask` names hosts and origins as a browser would. */
export async function startConsole(options: Partial<ConsoleOptions> = {}) {
  const done: string[] = [];
  const page = { html: '<p>page', script: 'script', style: 'style' };
  const server = createServer(consoleListener({ source: place(done), page, token: TOKEN, everyRequest: false, ...options }));
  const url = await listen(server);
  onTestFinished(async () => close(server));
  const asked = async ({ path, target = path, method = 'GET', headers = {}, body }: Request): Promise<Said> =>
    new Promise((resolve, reject) => {
      const length = body === undefined || 'transfer-encoding' in headers ? {} : { 'content-length': Buffer.byteLength(body) };
      ask(new URL(path, url), { path: target, method, headers: { ...length, ...headers } }, (response) => {
        text(response).then((said) => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: said }), reject);
      })
        .on('error', reject)
        .end(body);
    });
  return { url, done, asked };
}
