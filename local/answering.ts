import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';

import { type Arrived, httpEvent } from './http-event.ts';
import type { LocalFunction } from './lambda/function.ts';
import type { Invocation } from './lambda/invocation.ts';
import { targetOf } from './request-target.ts';

/** API Gateway's limit for a request body, in bytes. */
const BODY_LIMIT = 10 * 1024 * 1024;

export interface Route {
  readonly target: LocalFunction;
  /** Milliseconds the gateway waits for the function. */
  readonly timeout: number;
  /** Whether one more request is too many at once; without it none is. */
  readonly isFull?: () => boolean;
}

/** By route key, such as `POST /webhooks/paystack` or `POST /webhooks/mpesa/{secret}`. */
export type Routes = ReadonlyMap<string, Route>;

/** What an access log may name of an answer, in API Gateway's words; `-` where there is nothing to name. */
export interface Answered {
  /** `-` where no route took the request. */
  readonly routeKey: string;
  /** Method and path, as they came. */
  readonly asked: string;
  readonly status: number;
  /** What the function answered. */
  readonly answered: number | undefined;
  /** What Lambda answered for it. */
  readonly lambda: number | undefined;
  readonly milliseconds: number;
  /** Of the webhook, where a function was asked, and what it said. */
  readonly id?: string | undefined;
  readonly said?: string | undefined;
}

/** A request that a route takes, as the function is given it. */
export interface Webhook {
  /** Of the invocation too, where the function takes it. */
  readonly id: string;
  readonly event: APIGatewayProxyEventV2;
}

const Result = z.object({
  statusCode: z.int(),
  headers: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  cookies: z.optional(z.array(z.string())),
  body: z.optional(z.string()),
  isBase64Encoded: z.optional(z.boolean()),
});
type Result = z.infer<typeof Result>;

export type Given = Pick<Answered, 'routeKey' | 'answered' | 'lambda' | 'id' | 'said'> & { readonly result: Result };

interface Own {
  readonly status: number;
  readonly text: string;
  /** What Lambda answered, where it was asked. */
  readonly lambda?: number;
}

/** The gateway's own answer. */
export const of = (routeKey: string, { status, text, lambda }: Own): Given => ({
  routeKey,
  result: { statusCode: status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message: text }) },
  answered: undefined,
  lambda,
});

export interface Answering {
  readonly routes: Routes;
  readonly onWebhook?: ((webhook: Webhook) => void) | undefined;
}

/** By the function behind its route, or by the gateway itself. */
export async function answer(request: IncomingMessage, { routes, onWebhook }: Answering): Promise<Given> {
  const { routeKey, secret } = matched(`${request.method} ${targetOf(request.url)?.pathname ?? ''}`, routes);
  const route = routes.get(routeKey);
  if (!route) return of('-', { status: 404, text: 'Not Found' });
  const body = await bodyOf(request);
  if (!body) return of(routeKey, { status: 413, text: 'Request Entity Too Large' });
  if (route.isFull?.()) return of(routeKey, { status: 429, text: 'Too Many Requests' });
  const event = httpEvent({ request, routeKey, secret, body });
  const id = event.requestContext.requestId;
  onWebhook?.({ id, event });
  const invoked = route.target.invoke(event, id);
  const invocation = await Promise.race([invoked, pause(route.timeout, undefined, { ref: false })]);
  const given = invocation ? givenBy(invocation, routeKey) : of(routeKey, { status: 503, text: 'Service Unavailable' });
  return { ...given, id, said: given.result.body };
}

/** The route key of a request, and what stands in its last segment where that is a parameter. */
function matched(asked: string, routes: Routes): Pick<Arrived, 'routeKey' | 'secret'> {
  const at = asked.lastIndexOf('/') + 1;
  const routeKey = `${asked.slice(0, at)}{secret}`;
  return !routes.has(asked) && at < asked.length && routes.has(routeKey) ? { routeKey, secret: asked.slice(at) } : { routeKey: asked };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= BODY_LIMIT) chunks.push(chunk);
  });
  await once(request, 'end');
  return size > BODY_LIMIT ? undefined : Buffer.concat(chunks);
}

function givenBy(invocation: Invocation, routeKey: string): Given {
  if (!invocation.ok && invocation.reason === 'throttled') return of(routeKey, { status: 503, text: 'Service Unavailable', lambda: 429 });
  const result = invocation.ok ? Result.safeParse(invocation.payload).data : undefined;
  return result
    ? { routeKey, result, answered: result.statusCode, lambda: 200 }
    : of(routeKey, { status: 500, text: 'Internal Server Error', lambda: 200 });
}

export function send(
  response: ServerResponse,
  { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded = false }: Result,
): void {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  response.writeHead(statusCode, { 'content-length': bytes.length }).end(bytes);
}
