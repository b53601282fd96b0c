import { createServer } from 'node:http';

import { onTestFinished } from 'vitest';

import { close, listen } from '../../local/loopback.ts';

export interface Functions {
  /** Functions at once. */
  readonly quota: number;
  readonly unreserved: number;
  /** The consumer's event source mapping; undefined where there is none. */
  readonly mapping: Readonly<Record<string, string>> | undefined;
  /** The ARN of what it takes from. */
  readonly source: string;
  readonly denied: readonly string[];
}

/** As much of Lambda as `doctor` uses. */
export async function startLambda(functions: Functions): Promise<string> {
  const server = createServer((request, response) => {
    const { action, body } = answer(functions, new URL(request.url ?? '', 'http://lambda'));
    const refused = action === undefined || functions.denied.includes(action);
    response.setHeader('content-type', 'application/json');
    if (refused) response.writeHead(403, { 'x-amzn-errortype': 'AccessDeniedException' });
    response.end(JSON.stringify(refused ? { Message: `not authorized to perform: ${action}` } : body));
  });
  const endpoint = await listen(server);
  onTestFinished(async () => close(server));
  return endpoint;
}

function answer({ quota, unreserved, mapping, source }: Functions, { pathname, searchParams }: URL) {
  if (pathname.includes('account-settings')) {
    const AccountLimit = { ConcurrentExecutions: quota, UnreservedConcurrentExecutions: unreserved };
    return { action: 'lambda:GetAccountSettings', body: { AccountLimit } };
  }
  if (!pathname.includes('event-source-mappings')) return { action: undefined };
  const EventSourceMappings = mapping && searchParams.get('EventSourceArn') === source ? [mapping] : [];
  return { action: 'lambda:ListEventSourceMappings', body: { EventSourceMappings } };
}
