import { createServer, type RequestListener } from 'node:http';

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
  readonly onAnswer?: (answered: Answered) => void;
}

/** An HTTP API in front of the functions, with its limits and its own answers. */
export async function startGateway({ port = 0, onWebhook, onAnswer }: GatewayOptions = {}): Promise<Gateway> {
  let routes: Routes = new Map();
  let besides: RequestListener | undefined;
  // A client that keeps its connection must not meet one that is just being closed.
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    if (besides && !request.url?.startsWith('/webhooks/')) {
      besides(request, response);
      return;
    }
    const at = Date.now();
    void answer(request, { routes, onWebhook })
      .catch(() => of('-', { status: 500, text: 'Internal Server Error' }))
      .then(({ result, ...about }) => {
        onAnswer?.({ ...about, asked: `${request.method} ${request.url}`, status: result.statusCode, milliseconds: Date.now() - at });
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
