import { createServer } from 'node:http';

import { describe, expect, it, onTestFinished } from 'vitest';

import { paystack } from '../../../functions/webhooks/paystack/provider.ts';
import { close, listen } from '../../../local/loopback.ts';
import { DEADLINES, FIRST_TRY } from '../../../shared/runtime/deadlines.ts';
import { receiverPorts } from '../../../shared/webhook/receiver-ports.ts';
import { accept, type Outcome } from '../../../shared/webhook/accept.ts';
import { respond } from '../../../shared/webhook/respond.ts';
import { charge, SECRET } from './world.ts';

/** Milliseconds, so that a test need not wait as long as a webhook may. */
const SHORT = { secret: 200, queue: 200, firstTry: 100 };
const PATIENT = 30_000;

/** AWS at one address: it answers these actions and keeps silent for all others. */
async function aws(answers: Readonly<Record<string, object>>): Promise<string> {
  const server = createServer((request, response) => {
    const action = String(request.headers['x-amz-target']).replace(/^.*\./, '');
    if (answers[action]) response.end(JSON.stringify(answers[action]));
  });
  onTestFinished(async () => close(server));
  return listen(server);
}

const HELD = { GetSecretValue: { SecretString: JSON.stringify({ secrets: [SECRET] }) } };

interface Received {
  readonly origin: string;
  readonly body?: string;
  readonly deadlines: typeof SHORT;
}

async function received({ origin, body = charge(), deadlines }: Received): Promise<Outcome> {
  const variables = {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG',
    AWS_ENDPOINT_URL_SECRETS_MANAGER: origin,
    QUEUE_URL: `${origin}/1/queue.fifo`,
    PARKED_QUEUE_URL: `${origin}/1/parked.fifo`,
    SECRET_ID: 'paystack',
    PROVIDER: 'paystack',
    SETTINGS: '{"testEvents":"send","provider":{},"selection":{}}',
  };
  const bytes = Buffer.from(body);
  const headers = paystack.signature.sign({ body: bytes, secret: SECRET, now: new Date(), id: '' });
  return accept({ provider: paystack, request: { headers, body: bytes }, ...receiverPorts({ variables, deadlines }) });
}

describe('a receiver whose AWS does not answer', () => {
  it('tells the provider to come back when it gets no secret', async () => {
    const outcome = await received({ origin: await aws({}), deadlines: SHORT });
    expect(outcome).toMatchObject({ kind: 'unavailable', what: 'secret' });
    expect(respond(outcome).statusCode).toBe(503);
  });

  it.each([
    ['a webhook', charge()],
    ['one that it cannot read', charge({ amount: 'much' })],
  ])('tells the provider to come back when it cannot queue %s', async (_what, body) => {
    const outcome = await received({ origin: await aws(HELD), body, deadlines: { ...SHORT, secret: PATIENT } });
    expect(outcome).toMatchObject({ kind: 'unavailable', what: 'queue' });
    expect(respond(outcome).statusCode).toBe(503);
  });
});

it('a call is made once more within its deadline', () => {
  expect(FIRST_TRY).toBeLessThan(Math.min(DEADLINES.secret, DEADLINES.queue));
});
