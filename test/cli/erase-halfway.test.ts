import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';

import { leased } from '../../cli/erase/lease.ts';
import { accountPerson, emailKey } from '../../functions/consumer/people/person-ref.ts';
import { hide } from '../../shared/queue/visibility.ts';
import { eraseRun } from './erase-run.ts';
import { rejected } from './parked-messages.ts';

const { target, atBunce, someone, find, erase, known } = eraseRun();

const lease = async (name: string) => {
  const taken = await target().people.lease(accountPerson('clerk', `user_${name}`));
  if (taken === 'taken') throw new Error('nobody else is here');
  return taken;
};

it.each([
  ['is down', { status: 503 }],
  ['refuses the profile', { method: 'PUT', status: 422, body: { success: false, message: 'odd' } }],
  ['refuses the key', { status: 401, body: { success: false, message: 'Unauthorized' } }],
])('where Bunce %s nothing is forgotten, the rest is done, and the same command goes on', async (what, fault) => {
  const name = `ada-${what.length}`;
  const email = await someone(name);
  await target().park(rejected({ id: name, email }));
  await atBunce('faults', fault);
  const failed = await erase('--email', email);
  expect(failed.code).toBe(1);
  expect(failed.answer.parts).toMatchObject([
    { what: 'person', ended: 'failed' },
    { what: 'parked', ended: 'done' },
  ]);
  expect(failed.stderr).toContain('"failed":"person"');
  expect(await find(emailKey(email))).toMatchObject({ email, bunceId: `user_${name}`, erasedAt: undefined });
  expect(await target().drain(target().parked)).toEqual([]);

  await atBunce('reset', {});
  await atBunce('customers', { customer_id: `user_${name}`, email });
  expect(await erase('--email', email)).toMatchObject({ code: 0 });
  expect((await find(emailKey(email)))?.erasedAt).toBeDefined();
  expect(await atBunce('customers')).toMatchObject([{ first_name: 'Deleted' }]);
});

it('says in words what was not done, and that the same command goes on', async () => {
  const email = await someone('bisi');
  await atBunce('faults', { status: 503 });
  const { code, stdout } = await target().run('erase', '--email', email);
  expect({ code, stdout }).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^NOT DONE, the person: Bunce [\s\S]*goes on from here/) as string,
  });
});

it('a customer that Bunce does not have any more keeps nobody from being forgotten', async () => {
  await known('clerk,user_gone,gone@example.com,user_gone\n');
  expect(await erase('--email', 'gone@example.com')).toMatchObject({ code: 0 });
  expect((await find(emailKey('gone@example.com')))?.erasedAt).toBeDefined();
});

it('waits for whoever acts for the person, and sees what they learnt last', async () => {
  await someone('chi');
  const consumer = await lease('chi');
  const { people } = target();
  const waitedFor = {
    ...people,
    async lease(...asked: Parameters<typeof people.lease>) {
      const got = await people.lease(...asked);
      if (got !== 'taken') return got;
      consumer.learn({ marks: { p: 1 } });
      await consumer.release();
      return got;
    },
  };
  const marks = await leased({ person: consumer.person.id, people: waitedFor }, async ({ person }) => person.marks);
  expect(marks).toEqual({ p: 1 });
});

it('gives up where the person stays in somebody’s hands, having done nothing', async () => {
  await someone('dayo');
  const consumer = await lease('dayo');
  const { people } = target();
  const work = async (): Promise<never> => expect.unreachable('it is somebody else’s');
  const person = consumer.person.id;
  await expect(leased({ person, people, patience: 2 }, work)).rejects.toThrow(/somebody has been at this person for 2 seconds/);
  await consumer.release();
});

it('what another command holds of the parked messages is told, and gone with the next run', async () => {
  const email = await someone('ebun');
  await target().park(rejected({ id: 'held', email }));
  const { client, url: QueueUrl } = target().parked;
  const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 600 }));
  const failed = await erase('--email', email);
  expect(failed).toMatchObject({ code: 1, answer: { parts: [{ ended: 'done' }, { what: 'parked', ended: 'failed' }] } });
  expect(failed.answer.parts[1]?.text).toMatch(/dropped 0\n1 more could not be seen/);
  await hide(target().parked, { handles: Messages.map(({ ReceiptHandle = '' }) => ReceiptHandle), seconds: 0 });
  expect(await erase('--email', email)).toMatchObject({ code: 0 });
  expect(await target().drain(target().parked)).toEqual([]);
});
