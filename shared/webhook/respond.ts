import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

import type { Outcome } from './accept.ts';

/** Several providers take 202 or 204 for failure, so what is settled answers exactly 200. The caller never learns why it was refused. */
const STATUS = { accepted: 200, ignored: 200, unreadable: 200, refused: 401, oversized: 413, unavailable: 503 } as const;

export function respond({ kind }: Outcome): APIGatewayProxyStructuredResultV2 {
  return { statusCode: STATUS[kind], headers: { 'content-type': 'application/json' }, body: JSON.stringify({ outcome: kind }) };
}
