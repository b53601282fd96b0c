import { createServer } from 'node:http';

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { expect, it, onTestFinished } from 'vitest';

import { recordWebhooks } from '../../../local/console/record.ts';
import type { Seen } from '../../../local/console/seen.ts';
import { resend, signAndSend } from '../../../local/console/sending.ts';
import { Refused } from '../../../local/console/source.ts';
import { close, listen } from '../../../local/loopback.ts';
import { project } from '../../project.ts';

async function gateway(status: number): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status).end('said'));
  onTestFinished(async () => close(server));
  return listen(server);
}

function seen(): Seen {
  const recording = recordWebhooks(Date.now);
  const event = { rawPath: '/webhooks/stripe', rawQueryString: '', headers: {}, body: '{}', isBase64Encoded: false };
  recording.onWebhook({ id: 'r1', event: event as unknown as APIGatewayProxyEventV2 });
  const found = recording.one('r1');
  if (!found) throw new Error('it was just recorded');
  return found;
}

it.each([
  [200, undefined],
  [401, /^It was not taken: 401 said.*"Edit and send" signs it again$/],
  [503, /^It was not taken: 503 said$/],
])('what is answered %i is a success only where it is one, and else says what may help', async (status, words) => {
  const sent = resend(seen(), await gateway(status));
  if (words === undefined) expect(await sent).toEqual({ text: '200 said' });
  else await expect(sent).rejects.toThrow(expect.objectContaining({ name: Refused.name, message: expect.stringMatching(words) as string }));
});

it('nor is one that was signed again', async () => {
  const webhook = { provider: 'paystack', body: '{}', headers: {} };
  await expect(signAndSend(webhook, { project, gateway: await gateway(401) })).rejects.toThrow(/^It was not taken: 401 said$/);
});
