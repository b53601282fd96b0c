import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { providers } from '../../functions/webhooks/registry.ts';
import { permissionsOf } from './permissions.ts';
import { resourcesOf, synthesized } from './synthesized.ts';

const template = synthesized();
const permissions = permissionsOf(template);
const pascal = (name: string): string => name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

describe('a receiver', () => {
  it.each(Object.keys(providers))('of %s reads its own secret, sends to the two queues, writes its own log, and no more', (provider) => {
    const receiver = `${pascal(provider)}Receiver`;
    expect(permissions.get(`${receiver}Role`)).toEqual(
      new Set([
        `logs:CreateLogStream on ${receiver}Log`,
        `logs:PutLogEvents on ${receiver}Log`,
        `secretsmanager:GetSecretValue on ${pascal(provider)}Secret`,
        'sqs:SendMessage on Queue',
        'sqs:SendMessage on Parked',
      ]),
    );
  });
});

describe('the consumer', () => {
  const may = permissions.get('ConsumerRole') ?? new Set();

  it('takes from the queue, sends to both, and reads the key of Bunce only', () => {
    const others = [...may].filter((each) => !/^(dynamodb|logs):/.test(each)).toSorted();
    expect(others).toEqual([
      'secretsmanager:GetSecretValue on BunceSecret',
      'sqs:ChangeMessageVisibility on Queue',
      'sqs:DeleteMessage on Queue',
      'sqs:GetQueueAttributes on Queue',
      'sqs:ReceiveMessage on Queue',
      'sqs:SendMessage on Parked',
      'sqs:SendMessage on Queue',
    ]);
  });

  it('may ask DynamoDB for what its code asks, by key: it may neither scan nor query', () => {
    const actions = [...may].filter((each) => each.startsWith('dynamodb:')).toSorted();
    const code = readFileSync(new URL('../../shared/runtime/table.ts', import.meta.url), 'utf8');
    const asked = new Set([...code.matchAll(/new (\w+)Command\(/g)].map(([, action]) => `dynamodb:${action} on State`));
    expect(actions).toEqual([...asked].toSorted());
    expect(actions).toEqual(['BatchGetItem', 'BatchWriteItem', 'UpdateItem'].map((action) => `dynamodb:${action} on State`));
  });
});

describe('the gateway', () => {
  it('may start the receivers that its routes lead to, and nothing else', () => {
    const receivers = Object.keys(providers).map((name) => `lambda:InvokeFunction on ${pascal(name)}Receiver`);
    expect(permissions.get('ApiRole')).toEqual(new Set(receivers));
    template.resourceCountIs('AWS::Lambda::Permission', 0);
  });
});

describe('every role', () => {
  it('is one of the functions or the gateway, and has no wildcard', () => {
    expect(permissions.size).toBe(Object.keys(providers).length + 2);
    expect([...permissions.values()].flatMap((each) => [...each]).filter((each) => each.includes('*'))).toEqual([]);
  });

  it('has no managed policy, which would grant more than it needs', () => {
    const roles = Object.values(resourcesOf(template, 'AWS::IAM::Role'));
    expect(roles.filter(({ Properties }) => 'ManagedPolicyArns' in Properties)).toEqual([]);
  });
});
