import { createServer, type IncomingMessage, type RequestListener } from 'node:http';

import { answer, type Answered, type Answering, of, type Routes, send } from './answering.ts';
import { close, listen } from './loopback.ts';

export interface Gateway {
  readonly url: string;
  /** Until then nothing is known: the gateway has its port before the stack is read. */
  open(routes: Routes): void;
  /** Lets somebody else answer, from then on, what is no webhook. */
  besides(listener: RequestListener): void;
  close(): Promise<void>;
}

export interface GatewayOptions extends Pick<Answering, 'onWebhook'> {
  readonly port?: number;
  /** Told of every webhook, and of what nobody took. */
  readonly onAnswer?: (answered: Answered) => void;
}

type Told = Omit<Answered, 'asked' | 'milliseconds'> & { readonly at: number };

/** Meant for nobody here, such as a webhook to the bare address, or to one with a slash too many; the console's own page shows its token. */
const isStray = ({ headers }: IncomingMessage, status: number): boolean =>
  [400, 403, 404].includes(status) && headers['x-console-token'] === undefined;

/** An HTTP API in front of the functions, with its limits and its own answers. */
export async function startGateway({ port = 0, onWebhook, onAnswer }: GatewayOptions = {}): Promise<Gateway> {
  let routes: Routes = new Map();
  let besides: RequestListener | undefined;
  const told = (request: IncomingMessage, { at, ...about }: Told): void =>
    onAnswer?.({ ...about, asked: `${request.method} ${request.url}`, milliseconds: Date.now() - at });
  // A client that keeps its connection must not meet one that is just being closed.
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const at = Date.now();
    if (besides && !request.url?.startsWith('/webhooks/')) {
      response.once('finish', () => {
        const { statusCode: status } = response;
        if (isStray(request, status)) told(request, { at, status, routeKey: '-', answered: undefined, lambda: undefined });
      });
      besides(request, response);
      return;
    }
    void answer(request, { routes, onWebhook })
      .catch(() => of('-', { status: 500, text: 'Internal Server Error' }))
      .then(({ result, ...about }) => {
        told(request, { ...about, at, status: result.statusCode });
        return send(response, result);
      });
  });
  const url = await listen(server, { port });
  return {
    url,
    open: (table) => void (routes = table),
    besides: (listener) => void (besides = listener),
    close: async () => close(server),
  };
}
