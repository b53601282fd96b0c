import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

import { onTestFinished } from 'vitest';
import * as z from 'zod/mini';

import { close, listen } from '../../local/loopback.ts';
import { secretArn } from '../../local/secrets.ts';

interface Listed {
  /** Where all else is answered. */
  readonly store: string;
  /** Name → description. */
  readonly described: Readonly<Record<string, string>>;
  readonly denied: readonly string[];
}

const Asked = z.object({
  Filters: z.tuple([z.object({ Key: z.literal('description'), Values: z.tuple([z.string()]) })]),
  NextToken: z.optional(z.string()),
});

/** Secrets Manager that also lists what it has, one a page. */
export async function startSecretList({ store, described, denied }: Listed): Promise<string> {
  const server = createServer((request, response) => {
    void answer({
      action: String(request.headers['x-amz-target']).replace('secretsmanager.', 'secretsmanager:'),
      body: text(request),
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': String(request.headers['x-amz-target']) },
    }).then(async (answered) =>
      response.writeHead(answered.status, { 'content-type': 'application/x-amz-json-1.1' }).end(await answered.text()),
    );
  });

  async function answer(asked: { action: string; body: Promise<string>; headers: Record<string, string> }): Promise<Response> {
    const body = await asked.body;
    if (denied.includes(asked.action)) {
      return Response.json({ __type: 'AccessDeniedException', Message: `not authorized to perform: ${asked.action}` }, { status: 400 });
    }
    if (asked.action !== 'secretsmanager:ListSecrets') return fetch(store, { method: 'POST', body, headers: asked.headers });
    const { Filters, NextToken = '0' } = Asked.parse(JSON.parse(body));
    const found = Object.entries(described).filter(([, Description]) => Description.startsWith(Filters[0].Values[0]));
    const at = Number(NextToken);
    const SecretList = found.slice(at, at + 1).map(([Name, Description]) => ({ Name, Description, ARN: secretArn(Name) }));
    return Response.json({ SecretList, ...(at + 1 < found.length && { NextToken: String(at + 1) }) });
  }

  const endpoint = await listen(server);
  onTestFinished(async () => close(server));
  return endpoint;
}
