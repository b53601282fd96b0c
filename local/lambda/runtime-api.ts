import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer, text } from 'node:stream/consumers';

import * as z from 'zod/mini';

import { close, listen } from '../loopback.ts';
import type { Invocation } from './invocation.ts';

/** One invocation on its way through a process. */
export interface Task {
  readonly id: string;
  readonly event: string;
  /** Milliseconds the process has once it took the event. */
  readonly timeout: number;
  readonly functionArn: string;
  /** Called when the process takes the event. */
  readonly taken: () => void;
  readonly settle: (result: Invocation) => void;
}

/** The Runtime API of one process: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html */
export interface RuntimeApi {
  /** As the process finds it in AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
  /** Hands the task out, at once or when the process asks for it. */
  give(task: Task): void;
  close(): Promise<void>;
}

export interface RuntimeApiEvents {
  /** The process asked for its first event: it has initialised. */
  readonly onReady: () => void;
  readonly onInitError: (error: Invocation) => void;
}

/** Lambda's limit for an event and for a response, in bytes. */
export const PAYLOAD_LIMIT = 6 * 1024 * 1024;

const Failure = z.object({ errorType: z.string(), errorMessage: z.string() });

export async function startRuntimeApi(events: RuntimeApiEvents): Promise<RuntimeApi> {
  let asking: ServerResponse | undefined;
  let waiting: Task | undefined;
  let running: Task | undefined;

  const handOut = (): void => {
    if (!asking || !waiting) return;
    running = waiting;
    waiting = undefined;
    running.taken();
    asking.writeHead(200, headersOf(running)).end(running.event);
    asking = undefined;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const route = (request.url ?? '').replace('/2018-06-01/runtime/', '');
    if (route === 'invocation/next') {
      asking = response;
      events.onReady();
      handOut();
      return;
    }
    if (route === 'init/error') events.onInitError(await failure(request));
    else running?.settle(route.endsWith('/response') ? await success(request) : await failure(request));
    response.writeHead(202).end();
  };

  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  server.keepAliveTimeout = 0;
  const origin = await listen(server);
  return {
    address: new URL(origin).host,
    give(task) {
      waiting = task;
      handOut();
    },
    close: async () => close(server),
  };
}

const headersOf = ({ id, functionArn, timeout }: Task): Record<string, string> => ({
  'content-type': 'application/json',
  'lambda-runtime-aws-request-id': id,
  'lambda-runtime-deadline-ms': String(Date.now() + timeout),
  'lambda-runtime-invoked-function-arn': functionArn,
});

async function success(request: IncomingMessage): Promise<Invocation> {
  const body = await buffer(request);
  if (body.length > PAYLOAD_LIMIT) return { ok: false, reason: 'error', message: `the response is larger than ${PAYLOAD_LIMIT} bytes` };
  return { ok: true, payload: JSON.parse(body.toString()) };
}

async function failure(request: IncomingMessage): Promise<Invocation> {
  const { errorType, errorMessage } = Failure.parse(JSON.parse(await text(request)));
  return { ok: false, reason: 'error', message: `${errorType}: ${errorMessage}` };
}
