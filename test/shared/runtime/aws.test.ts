import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';

import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it, onTestFinished } from 'vitest';

import { close, listen } from '../../../local/loopback.ts';
import { type CallAws, caller } from '../../../shared/runtime/aws.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG', sessionToken: 'a session=' };
const region = 'eu-west-1';

async function listening(answer: (...exchange: Parameters<RequestListener>) => unknown): Promise<string> {
  const server = createServer((request, response) => void answer(request, response));
  onTestFinished(async () => close(server));
  return listen(server);
}

interface Seen {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

async function seenBy(call: (endpoint: string) => Promise<unknown>): Promise<Seen> {
  const seen: Seen[] = [];
  const endpoint = await listening(async (request, response) => {
    seen.push({ headers: request.headers, body: await text(request) });
    response.end('{}');
  });
  await call(endpoint).catch(() => undefined);
  const [first] = seen;
  if (!first) throw new Error('nobody called');
  return first;
}

const clients = {
  sqs: async (endpoint: string) =>
    new SQSClient({ endpoint, region, credentials, md5: false, useQueueUrlAsEndpoint: false }).send(
      new SendMessageCommand({
        QueueUrl: 'https://sqs/1/q.fifo',
        MessageBody: '{"name":"Zoë"}',
        MessageGroupId: 'g',
        MessageDeduplicationId: 'd',
      }),
    ),
  secretsmanager: async (endpoint: string) =>
    new SecretsManagerClient({ endpoint, region, credentials }).send(new GetSecretValueCommand({ SecretId: 'paystack' })),
};

describe('a call of AWS', () => {
  const callerAt = (origin: string): CallAws => caller({ name: 'sqs', origin, region, credentials, deadline: 30_000, firstTry: 500 });

  it('asks for the same as the SDK', async () => {
    const input = { QueueUrl: 'https://sqs/1/q.fifo', MessageBody: '{"name":"Zoë"}', MessageGroupId: 'g', MessageDeduplicationId: 'd' };
    const [ours, sdk] = await Promise.all([seenBy(async (origin) => callerAt(origin)('SendMessage', input)), seenBy(clients.sqs)]);
    expect(JSON.parse(ours.body)).toEqual(JSON.parse(sdk.body));
    for (const name of ['content-type', 'x-amz-target', 'x-amz-security-token']) expect(ours.headers[name]).toBe(sdk.headers[name]);
  });

  it.each([
    ['a lost connection', (_, { socket }) => void socket?.destroy()],
    ['a fault of AWS', (_, response) => void response.writeHead(500).end()],
    ['silence', () => undefined],
    ['half an answer', (_, response) => void response.writeHead(200).write('{"Mess')],
  ] satisfies [string, RequestListener][])('is made once more after %s', async (_, failing) => {
    let calls = 0;
    const origin = await listening((request, response) => (++calls === 1 ? failing(request, response) : response.end('{"MessageId":"1"}')));
    await expect(callerAt(origin)('SendMessage', {})).resolves.toEqual({ MessageId: '1' });
  });

  it('that is refused says why, and is not made again', async () => {
    let calls = 0;
    const refusal = JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', Message: 'not authorized' });
    const origin = await listening((_, response) => void (calls++, response.writeHead(400).end(refusal)));
    await expect(callerAt(origin)('SendMessage', {})).rejects.toThrow('SendMessage: 400 AccessDeniedException not authorized');
    expect(calls).toBe(1);
  });
});
