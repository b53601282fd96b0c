import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';

import { type Count, HOUR } from '../../cli/doctor/counts.ts';
import { learn } from '../../cli/doctor/gap.ts';
import { silenceFindings } from '../../cli/doctor/silence.ts';
import { awsAccount, filled } from './aws.ts';
import { bunceAccount } from './bunce.ts';
import { cli } from './cli.ts';

const NOW = Date.parse('2026-05-20T12:00:00Z');
const hours = (...ago: readonly number[]): readonly Count[] =>
  ago.map((each) => ({ label: 'stripe', from: NOW - each * HOUR, until: NOW - (each - 1) * HOUR, count: 1 }));

describe('doctor, of silence', () => {
  const found = (quiet: string | undefined, counts: { trusted?: readonly Count[]; mistrusted?: readonly Count[] }) =>
    silenceFindings({
      providers: { stripe: quiet === undefined ? {} : { quiet } },
      enabled: ['stripe'],
      counts: { trusted: [], mistrusted: [], ...counts },
      flags: ' --stage live',
      now: NOW,
    });

  it('is red where it is longer than quiet, and only then', () => {
    const [finding] = found('24h', { trusted: hours(90, 26) });
    expect(finding).toEqual({
      check: 'silence of stripe',
      state: 'red',
      text: 'last verified a webhook 2026-05-19 10:00 UTC, 25 h ago; quiet is 24h',
      fix: expect.stringContaining('connect stripe --stage live'),
    });
    expect(found('24h', { trusted: hours(25) })).toEqual([{ check: 'silence', state: 'green', text: 'every provider was heard of' }]);
    expect(found('24h', {})[0]).toMatchObject({ state: 'red', text: 'no webhook verified in 14 days; quiet is 24h' });
  });

  it('is a note without quiet, which is said once', () => {
    expect(found(undefined, {})).toMatchObject([
      { state: 'note', text: 'no webhook verified in 14 days', fix: expect.stringContaining('connect stripe') },
      {
        state: 'note',
        text: expect.stringContaining('no quiet is set for stripe'),
        fix: expect.stringContaining('doctor --suggest-quiet --stage live'),
      },
    ]);
    expect(found(undefined, { trusted: hours(300) })).toMatchObject([{ state: 'green' }, { state: 'note' }]);
  });

  it('blames the secret where webhooks were refused since', () => {
    const [finding] = found('6h', { trusted: hours(20), mistrusted: hours(30, 10, 9) });
    expect(finding).toMatchObject({
      text: expect.stringContaining('; 2 refused since, the secret is another'),
      fix: expect.stringContaining('secrets set stripe --stage live'),
    });
  });
});

describe('what is learned of quiet', () => {
  const many = (gap: number, last = 1): readonly Count[] => hours(...Array.from({ length: 12 }, (_, index) => last + gap * (11 - index)));

  it.each([
    ['7 h', many(7), '14h', 7],
    ['23 h, a whole number of hours below two days', many(23), '46h', 23],
    ['24 h, two days', many(24), '2d', 24],
    ['25 h, rounded up to a day', many(25), '3d', 25],
    [
      'nearly four days, seven at most',
      hours(
        ...many(6)
          .map((_, index) => 96 + index)
          .reverse(),
        1,
      ),
      '7d',
      95,
    ],
  ])('is twice the longest gap: %s', (...[, heard, quiet, longestGap]) => {
    expect(learn(heard, NOW)).toEqual({ webhooks: heard.length, longestGap, quiet, silentFor: undefined });
  });

  it('leaves out a silence that lasts', () => {
    expect(learn(many(7, 60), NOW)).toEqual({ webhooks: 12, longestGap: 7, quiet: '14h', silentFor: 60 });
  });

  it.each([
    ['fewer than ten webhooks', many(24).slice(0, 9)],
    ['less than three days', many(6)],
    ['nothing', []],
  ])('is nothing of %s', (_, heard) => {
    expect(learn(heard, NOW)).toMatchObject({ quiet: undefined });
  });
});

describe('doctor --suggest-quiet', () => {
  const hoursAgo = (ago: number): Date => new Date(Date.now() - ago * HOUR);

  it('prints the line of the config with what it was learned from', async () => {
    const { environment, metrics } = await awsAccount({ values: filled() });
    for (let ago = 1; ago <= 200; ago += 17) metrics.counted(hoursAgo(ago), (each) => each.count('trusted', { provider: 'paystack' }));
    metrics.counted(hoursAgo(5), (each) => each.count('trusted', { provider: 'standard-webhooks' }));
    const { code, stdout } = await cli(['doctor', '--suggest-quiet'], { environment });
    expect(stdout).toContain("providers.paystack.quiet: '34h'  // longest gap 17 h in 14 days, 12 webhooks\n");
    expect(stdout).toContain("providers.'standard-webhooks'.quiet: too little to learn from in 14 days, 1 webhook; silent for 5 h now");
    expect(stdout).toContain('providers.mono.quiet: too little to learn from in 14 days, 0 webhooks\n');
    expect(code).toBe(0);
    const told = z.array(z.unknown()).parse(JSON.parse((await cli(['doctor', '--suggest-quiet', '--json'], { environment })).stdout));
    expect(told[0]).toEqual({ provider: 'paystack', setting: 'providers.paystack.quiet', webhooks: 12, longestGap: 17, quiet: '34h' });
  });

  it('says why it cannot', async () => {
    const { environment } = await awsAccount({ values: filled(), denied: ['cloudwatch:GetMetricData'] });
    const { code, stderr } = await cli(['doctor', '--suggest-quiet'], { environment });
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'error: cloudwatch:GetMetricData is missing\n' });
    expect((await cli(['doctor', '--suggest-quiet', '--stack', 'Other'], { environment })).stderr).toMatch(/there is no stack Other/);
  });
});

it('a silent provider is told by doctor with the rest', async () => {
  const { environment, metrics } = await awsAccount({ values: filled() });
  metrics.counted(new Date(Date.now() - HOUR), (each) => each.count('trusted', { provider: 'paystack' }));
  metrics.counted(new Date(Date.now() - HOUR), (each) => each.count('mistrusted', { provider: 'stripe' }));
  const { stdout } = await (await bunceAccount()).run('doctor', { environment });
  expect(stdout).not.toContain('silence of paystack');
  expect(stdout).toMatch(/• silence of stripe: no webhook verified in 14 days; 1 refused since, .* {2}→ .*secrets set stripe\n/);
  expect(stdout).toMatch(/• silence of clerk: no webhook verified in 14 days {2}→ .*connect clerk\n/);
  expect(stdout.match(/silence alarms: /g)).toHaveLength(1);
});
