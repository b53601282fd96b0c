import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { expect, it, onTestFinished } from 'vitest';

import type { QueueAddress } from '../../shared/queue/sender.ts';
import { rejected } from './parked-messages.ts';
import { startTarget } from './target.ts';

const MANY = 1000;

async function depth({ client, url }: QueueAddress): Promise<number> {
  const { Attributes = {} } = await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }));
  return Number(Attributes.ApproximateNumberOfMessages) + Number(Attributes.ApproximateNumberOfMessagesNotVisible);
}

it('loses and doubles nothing when a replay is killed half-way and run again', { timeout: 120_000 }, async () => {
  const target = await startTarget();
  onTestFinished(target.stop);
  const ids = Array.from({ length: MANY }, (_, index) => `kill-${index}`);
  await Promise.all(ids.map(async (id) => target.park(rejected({ id }))));
  const replay = ['parked', 'replay', '--reason', 'rejected'];
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../cli/main.ts'), ...replay], {
    env: { ...process.env, ...target.environment },
  });
  await expect.poll(async () => depth(target.queue), { interval: 5, timeout: 30_000 }).toBeGreaterThan(MANY / 4);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await depth(target.parked)).toBeGreaterThan(0);
  expect(await target.run(...replay)).toMatchObject({ code: 0 });
  const sent = (await target.drain(target.queue)).map(({ Attributes }) => Attributes?.MessageDeduplicationId);
  expect(sent).toHaveLength(MANY);
  const ofEach = ids.map((id) => new Set(sent.filter((each = '') => each.startsWith(`paystack/${id}#1#`))).size);
  expect(new Set(ofEach)).toEqual(new Set([1]));
  expect(new Set(sent).size).toBe(MANY);
  expect(await depth(target.parked)).toBe(0);
});
