import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';

import { createQueue } from '../../local/queues.ts';
import { secretArn } from '../../local/secrets.ts';
import { awsAccount, filled, MAIL, PAGE, queueName, withProfile } from './aws.ts';
import { bunceAccount } from './bunce.ts';

type Given = Omit<Parameters<typeof awsAccount>[0], 'values'>;
type Account = Awaited<ReturnType<typeof awsAccount>>;

/** What doctor says of an account. */
async function examined(given: Given, prepare: (account: Account) => Promise<void> = async () => {}): Promise<string> {
  const account = await awsAccount({ values: filled(), ...given });
  await prepare(account);
  const { stdout } = await (await bunceAccount()).run('doctor', { environment: account.environment });
  return stdout;
}

const message = { MessageBody: '{}', MessageGroupId: 'g', MessageDeduplicationId: 'd' };
const ours = { endpoint: 'ops@shop.ng', arn: `${MAIL}:1` };
const pending = { endpoint: 'ops@shop.ng', arn: 'PendingConfirmation' };

describe('doctor, of alarm topics', () => {
  it('is red over one that nobody is subscribed to, and one whose address nobody confirmed', async () => {
    const stdout = await examined({ topics: { [MAIL]: [pending], [PAGE]: [] } });
    const subscribe = (topic: string, address: string) =>
      `aws sns subscribe --topic-arn ${topic} --protocol email --notification-endpoint ${address}`;
    expect(stdout).toContain(
      `✗ alarm mail: nobody is told: ops@shop.ng waits for its confirmation  → follow the link in the message AWS sent there; ${subscribe(MAIL, 'ops@shop.ng')} sends another\n`,
    );
    expect(stdout).toContain(`✗ alarm page: nobody is told: the topic has no subscription  → ${subscribe(PAGE, 'ADDRESS')}\n`);
  });

  it('is green over one of several that is confirmed, and red over a topic that is gone', async () => {
    const stdout = await examined({ topics: { [MAIL]: [pending, ours] } });
    expect(stdout).toMatch(
      /✓ alarm mail: email is told\n✗ alarm page: the topic \S+:Page does not exist.* {2}→ aws sns create-topic --name Page/,
    );
  });

  it('asks nothing of a stack that was deployed before there were two', async () => {
    const stdout = await examined({ outputs: { PageTopicArn: undefined } });
    expect(stdout).toMatch(/✓ alarm mail: email is told\n/);
    expect(stdout).not.toContain('alarm page');
  });
});

describe('doctor, of functions', () => {
  it.each([
    [undefined, /✗ consumer: no function is given what is in the queue/],
    [
      { State: 'Disabled', StateTransitionReason: 'USER_INITIATED', UUID: 'm1' },
      /✗ consumer: .* is Disabled, USER_INITIATED {2}→ aws .*--uuid m1/,
    ],
    [{ State: 'Enabled', LastProcessingResult: 'PROBLEM: no permission', UUID: 'm1' }, /✗ consumer: .*PROBLEM: no permission/],
    [{ State: 'Enabling', UUID: 'm1' }, /✓ consumer: is given what is in the queue/],
  ])('says of the event source mapping %j what it is', async (...[mapping, line]) => {
    expect(await examined({ mapping })).toMatch(line);
  });

  it('is red where others have reserved what ours would need', async () => {
    expect(await examined({ quota: 1000, unreserved: 49 })).toMatch(/✗ Lambda quota: 1000 .*but only 49 of them unreserved/);
  });
});

describe('doctor, of what earlier stacks left behind', () => {
  it('names their secrets and the command, and leaves alone those of the stack, of other stages and of others', async () => {
    const described = {
      Old: 'BunceSync: what paystack signs with',
      Key: "BunceSync: the key of Bunce's API",
      Paystack: 'BunceSync: what paystack signs with',
      Production: 'BunceSync-production: what paystack signs with',
      Theirs: 'BunceSync: a note of ours',
    };
    const stdout = await examined({ described });
    expect(stdout.match(/secret left behind: \S+/g)).toEqual(['secret left behind: Old', 'secret left behind: Key']);
    expect(stdout).toContain(
      `• secret left behind: Old (what paystack signs with) is no longer the stack's  → aws secretsmanager delete-secret --secret-id ${secretArn('Old')} (AWS keeps it`,
    );
  });

  it('says what their queues hold before it says how to delete them, and leaves alone those of other stages', async () => {
    const stdout = await examined({}, async ({ queues }) => {
      const attributes = { FifoQueue: 'true' };
      await createQueue(queues, { name: queueName('QueueF1-Zz9'), attributes });
      await createQueue(queues, { name: queueName('QueueF1-Zz9').replace('BunceSync-', 'BunceSync-production-'), attributes });
      const { url } = await createQueue(queues, { name: queueName('ParkedE2-Zz9'), attributes });
      await queues.client.send(new SendMessageCommand({ QueueUrl: url, ...message }));
    });
    expect(stdout.match(/queue left behind: .*→/g)).toEqual([
      "queue left behind: BunceSync-BunceSyncQueueF1-Zz9.fifo is no longer the stack's; it holds 0 messages  →",
      "queue left behind: BunceSync-BunceSyncParkedE2-Zz9.fifo is no longer the stack's; it holds 1 message  →",
    ]);
    expect(stdout).toMatch(/1 message {2}→ what it holds is lost with it: aws sqs delete-queue --queue-url \S+Zz9\.fifo\n/);
  });
});

describe('doctor, of parked messages', () => {
  const DAY = 86_400;
  it.each([
    [6, /• parked age: the oldest expires in 8 days, SQS deletes it then\n/],
    [6.9, /✗ parked age: the oldest expires in 7 days, .* {2}→ .*parked list --stack BunceSync\n/],
    [13, /✗ parked age: the oldest expires in 1 day,/],
  ])('says how long the oldest of %s days is kept', async (days, line) => {
    const stdout = await examined({}, async ({ queues, parked, metrics }) => {
      await queues.client.send(new SendMessageCommand({ QueueUrl: parked.url, ...message }));
      const point = { namespace: 'AWS/SQS', name: 'ApproximateAgeOfOldestMessage', dimensions: { QueueName: parked.name } };
      metrics.measured(new Date(Date.now() - 60_000), { ...point, value: days * DAY });
      metrics.measured(new Date(Date.now() - 120_000), { ...point, value: days * DAY - 60 });
    });
    expect(stdout).toMatch(line);
  });

  it('does not ask how old none is', async () => {
    expect(await examined({})).not.toContain('parked age');
  });
});

describe('doctor without permission', () => {
  it('has one line for each that is missing, and goes on', async () => {
    const stdout = await examined({
      denied: [
        'sns:ListSubscriptionsByTopic',
        'lambda:GetAccountSettings',
        'lambda:ListEventSourceMappings',
        'secretsmanager:ListSecrets',
        'secretsmanager:GetSecretValue',
        'cloudwatch:GetMetricData',
      ],
    });
    expect(stdout.match(/✗ permissions: \S+ is missing, so not examined: (?:\w+ ?)+(?=[,\n])/g)).toEqual([
      '✗ permissions: secretsmanager:GetSecretValue is missing, so not examined: secret of paystack',
      '✗ permissions: lambda:ListEventSourceMappings is missing, so not examined: consumer',
      '✗ permissions: sns:ListSubscriptionsByTopic is missing, so not examined: alarm mail',
      '✗ permissions: lambda:GetAccountSettings is missing, so not examined: Lambda quota',
      '✗ permissions: secretsmanager:ListSecrets is missing, so not examined: secrets left behind',
      '✗ permissions: cloudwatch:GetMetricData is missing, so not examined: metrics',
    ]);
    expect(stdout).toMatch(/✓ queue: 0 waiting/);
  });
});

it('doctor repeats profile and region in the commands of AWS', async () => {
  const { environment } = await awsAccount({ values: filled(), topics: { [MAIL]: [], [PAGE]: [] } });
  const { stdout } = await (
    await bunceAccount()
  ).run('doctor --profile shop --region eu-west-3', { environment: withProfile(environment) });
  expect(stdout).toMatch(/aws sns subscribe .* --notification-endpoint ADDRESS --profile shop --region eu-west-3\n/);
});
