import { expect, it } from 'vitest';

import { differing } from '../../../local/reload/beyond.ts';
import type { Template } from '../../../local/template.ts';

const template = (queue: object, receiver: object = {}): Template => ({
  stack: 'BunceSync',
  assets: new Map(),
  resources: {
    Queue01234567: { Type: 'AWS::SQS::Queue', Properties: { ...queue } },
    PaystackReceiver01234567: { Type: 'AWS::Lambda::Function', Properties: { Timeout: 10, ...receiver } },
  },
});

it('names a queue whose properties changed, and a function that may run otherwise', () => {
  const before = template({ VisibilityTimeout: 60 });
  expect(differing(before, template({ VisibilityTimeout: 90 }))).toEqual(['Queue']);
  expect(differing(before, template({ VisibilityTimeout: 60 }, { ReservedConcurrentExecutions: 2 }))).toEqual(['PaystackReceiver']);
});

it('passes over new code and a function that came', () => {
  const before = template({ VisibilityTimeout: 60 });
  const now = template({ VisibilityTimeout: 60 }, { Code: { S3Key: 'other' }, Environment: { Variables: { SETTINGS: '{}' } } });
  const more = { ...now.resources, AcmeReceiver01234567: { Type: 'AWS::Lambda::Function', Properties: { Timeout: 10 } } };
  expect(differing(before, { ...now, resources: more })).toEqual([]);
});

it('names what compares by itself where that came or went', () => {
  const before = template({});
  const resources = { ...before.resources, Reconcile01234567: { Type: 'AWS::Lambda::Function', Properties: {} } };
  const scheduled: Template = { ...before, resources };
  expect([differing(before, scheduled), differing(scheduled, before), differing(scheduled, scheduled)]).toEqual([
    ['Reconcile'],
    ['Reconcile'],
    [],
  ]);
});
