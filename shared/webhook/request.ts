import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** One HTTP request as it came in. Header names are lower case; the body is the exact bytes that were signed. */
export interface WebhookRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Where it came to, as API Gateway says it: its domain and path, without the mapping of a custom domain. */
  readonly url?: string;
  /** What stands in the URL behind the route, where some senders have their secret: for the signature alone, never logged and never kept. */
  readonly shown?: { readonly path?: string | undefined; readonly query?: string | undefined };
}

/** The first of these headers that is there and not empty. */
export function headerIn(headers: WebhookRequest['headers'], names: string | readonly string[]): string | undefined {
  if (typeof names === 'string') return headers[names] || undefined;
  return names.map((name) => headers[name]).find(Boolean);
}

/** API Gateway hands over bodies that are not plain text as base64; signatures cover the bytes behind it. */
export function requestFrom(event: APIGatewayProxyEventV2): WebhookRequest {
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  const headers = lowerCased(event.headers);
  const { pathParameters: { secret } = {}, rawQueryString: query } = event;
  if (secret !== undefined) return { headers, body, shown: { path: secret } };
  const url = `${headers['x-forwarded-proto'] ?? 'https'}://${event.requestContext.domainName}${event.rawPath}`;
  return { headers, body, url, ...(query && { shown: { query } }) };
}

/** Header names in lower case; a header without a value is left out. */
export function lowerCased(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const lowered: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) lowered[name.toLowerCase()] = value;
  }
  return lowered;
}
