import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';

import type { Config } from '../../shared/config/config.ts';
import { KEPT, orphansOf, replacedBy } from './replaced.ts';
import { CERTIFICATE, everything, KEY, resourcesOf, synthesized } from './synthesized.ts';

const small: Config = { ...everything, providers: { paystack: {}, clerk: {} } };
const before = synthesized(small);
const Resources = z.object({ Resources: z.record(z.string(), z.object({ Type: z.string(), DeletionPolicy: z.optional(z.string()) })) });

describe('what a deleted stack leaves behind', () => {
  it.each(KEPT)('includes every %s, unless its first deploy failed', (type) => {
    for (const { DeletionPolicy, UpdateReplacePolicy } of Object.values(resourcesOf(before, type)))
      expect({ DeletionPolicy, UpdateReplacePolicy }).toEqual({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  });

  it('is nothing else', () => {
    const others = Object.entries(Resources.parse(before.toJSON()).Resources).filter(([, { Type }]) => !KEPT.includes(Type));
    expect(others.filter(([, { DeletionPolicy = 'Delete' }]) => DeletionPolicy !== 'Delete')).toEqual([]);
  });

  // Another logical id is another queue, table, secret or URL: the old one would be left behind with all that it holds.
  it('keeps its names in the template, and so does the URL', () => {
    const ids = [...KEPT, 'AWS::ApiGatewayV2::Api'].flatMap((type) => Object.keys(resourcesOf(before, type)));
    expect(ids).toEqual([
      'Parked6D7C062F',
      'Queue4A7E3555',
      'State1C20CC9A',
      'PaystackSecret4FFDE1AA',
      'ClerkSecret45093980',
      'BunceSecret9EFD037D',
      'ApiF70053CD',
    ]);
  });
});

const CHANGES: readonly (readonly [string, Partial<Config>, readonly string[]])[] = [
  ['a provider more', { providers: { ...small.providers, stripe: {} } }, []],
  ['a provider less', { providers: { clerk: {} } }, ['PaystackSecret4FFDE1AA']],
  ['another address for alarms', { alarmEmail: 'new@example.com' }, []],
  ['a key', { kmsKeyArn: KEY }, []],
  ['a domain', { domain: { name: 'hooks.example.com', certificateArn: CERTIFICATE } }, []],
  ['other limits', { throttle: { ratePerSecond: 5, burst: 9 }, reservedConcurrency: { receivers: 3, consumer: 2 } }, []],
  ['other logs', { logRetention: '90d' }, []],
];

describe.each(CHANGES)('an update with %s', (_, change, leaving) => {
  const after = synthesized({ ...small, ...change });

  it('replaces nothing that is kept, and takes out only what its owner took out', () => {
    expect(replacedBy({ before, after })).toEqual({ gone: leaving, replaced: [] });
  });

  it('refers to nothing that is not there', () => {
    expect(orphansOf(after)).toEqual([]);
  });
});

it('a queue, a table or a secret that were replaced would be told', () => {
  const text = JSON.stringify(before.toJSON());
  const changed = text
    .replaceAll('"FifoQueue":true', '"FifoQueue":false')
    .replaceAll('"pk"', '"id"')
    .replaceAll('ClerkSecret', 'KlerkSecret');
  expect(replacedBy({ before, after: Template.fromString(changed) })).toEqual({
    gone: ['ClerkSecret45093980'],
    replaced: ['Parked6D7C062F.FifoQueue', 'Queue4A7E3555.FifoQueue', 'State1C20CC9A.KeySchema', 'State1C20CC9A.AttributeDefinitions'],
  });
});

it('a name that the template lost would be told', () => {
  const { Resources: all, ...rest } = before.toJSON();
  const lost = z.record(z.string(), z.unknown()).parse(all);
  delete lost['BunceSecret9EFD037D'];
  expect(orphansOf(Template.fromJSON({ ...rest, Resources: lost }))).toEqual(['BunceSecret9EFD037D']);
});
