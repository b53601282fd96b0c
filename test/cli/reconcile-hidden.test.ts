import { createServer } from 'node:http';

import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { expect, it, onTestFinished } from 'vitest';
import * as z from 'zod/mini';

import { close, listen } from '../../local/loopback.ts';
import { homeOf, sampleOf } from '../../local/samples.ts';
import { envelopeMessage, send } from '../../shared/queue/sender.ts';
import { reconcileDesk } from './reconcile-desk.ts';
import { paid, queued } from './stripe-events.ts';

const { target, api, stripe, reconcile, sent } = reconcileDesk();

/** Holds what is on the queue back, as the consumer does with what it tries again later. */
async function hide(seconds: number): Promise<void> {
  const { client, url } = target().queue;
  await client.send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, VisibilityTimeout: seconds }));
}

/** Of a Clerk where one user has signed up. */
async function clerkAsked(): Promise<readonly string[]> {
  const { history } = sampleOf(homeOf('clerk'), 'user.created');
  const users = [{ ...z.looseObject({}).parse(history), created_at: Date.now() - 3_600_000 }];
  const clerk = createServer((_, response) => response.end(JSON.stringify(users)));
  const url = await listen(clerk);
  onTestFinished(async () => close(clerk));
  return ['--provider', 'clerk', '--since', '48h', '--api', url, '--apply'];
}

it('waits for what is to be tried again soon', async () => {
  const later = paid();
  api().events = [later];
  await send(target().queue, envelopeMessage(queued(later)));
  await hide(6);
  expect(await stripe()).toMatchObject({ code: 0, answer: { missing: [], counts: { queued: 1 }, unseen: 0 } });
});

it('sends what has no id but its delivery under one of its own, once however often', async () => {
  const asked = await clerkAsked();
  expect(await reconcile(...asked)).toMatchObject({ code: 0, answer: { applied: { sent: 1 } } });
  expect(await reconcile(...asked)).toMatchObject({ code: 0, answer: { missing: [], counts: { queued: 1 } } });
});

// Last: what is hidden for so long nobody can take away.
it('says what it could not look into, and sends nothing then that might be told twice', async () => {
  await send(target().queue, envelopeMessage(queued(paid())));
  await hide(600);
  const asked = await clerkAsked();
  const said = /1 on the queues could not be looked into[^]*clerk does not say which webhook told what: wait/;
  expect(await reconcile(...asked)).toMatchObject({ code: 1, answer: undefined, stderr: expect.stringMatching(said) as string });
  expect(await sent()).toEqual([]);
});
