import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import type { APIGatewayProxyEventV2 } from 'aws-lambda';

import { ACCOUNT } from './lambda/environment.ts';

/** What API Gateway hands over as text; everything else, forms included, comes as base64. */
const TEXT = /^(text\/|application\/(json|javascript|xml)\b|application\/[\w.-]+\+(json|xml)\b)/i;

export interface Arrived {
  readonly request: IncomingMessage;
  readonly routeKey: string;
  /** What the route's `{secret}` stands for, as it came. */
  readonly secret?: string | undefined;
  readonly body: Buffer;
}

/** The payload 2.0: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export function httpEvent({ request, routeKey, secret, body }: Arrived): APIGatewayProxyEventV2 {
  const { pathname, searchParams, search, host } = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
  // As API Gateway adds it; a tunnel in front has said so already.
  const { cookie, ...headers } = withDefaults(headersOf(request));
  const isBase64Encoded = body.length > 0 && !TEXT.test(headers['content-type'] ?? '');
  const now = new Date();
  return {
    version: '2.0',
    routeKey,
    rawPath: pathname,
    rawQueryString: search.slice(1),
    ...(cookie ? { cookies: cookie.split(/; */) } : {}),
    headers,
    ...(searchParams.size > 0 ? { queryStringParameters: joined([...searchParams]) } : {}),
    ...(secret !== undefined && { pathParameters: { secret: unescaped(secret) } }),
    requestContext: {
      accountId: ACCOUNT,
      apiId: 'local',
      domainName: host,
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path: pathname,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 ? { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') } : {}),
    isBase64Encoded,
  };
}

/** As API Gateway does; what cannot be is left. */
function unescaped(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const withDefaults = (headers: Record<string, string>): Record<string, string> => ({ 'x-forwarded-proto': 'http', ...headers });

/** Lower case, duplicates joined: node:http would drop some of them. */
function headersOf({ rawHeaders }: IncomingMessage): Record<string, string> {
  const pairs = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), rawHeaders[at + 1] ?? ''] as const] : []));
  return joined(pairs);
}

function joined(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [name, value] of pairs) all[name] = name in all ? `${all[name]},${value}` : value;
  return all;
}
