import { describe, expect, it } from 'vitest';

import { paystack } from '../../functions/webhooks/paystack/provider.ts';
import type { Metrics } from '../../shared/runtime/metrics.ts';
import type { Outcome } from '../../shared/webhook/accept.ts';
import { report } from '../../shared/webhook/receiver.ts';
import { awsAccount, filled } from './aws.ts';
import { bunceAccount } from './bunce.ts';

describe('doctor, of what the functions counted', () => {
  const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);
  const hour = (at: Date): string => `${at.toISOString().slice(0, 13).replace('T', ' ')}:00 UTC`;
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const webhook = (name: string, outcome: Outcome) => (metrics: Metrics) =>
    report(outcome, { provider: { name, signature: paystack.signature }, log: silent, metrics });
  const verified = (provider: string, by: 'current' | 'previous') => (metrics: Metrics) => {
    metrics.count('trusted', { provider });
    if (by === 'previous') metrics.count('verified', { provider, secret: by });
  };
  const accepted = (mode: 'live' | 'test'): Outcome => ({ kind: 'accepted', type: 't', id: 'i', mode, commands: [], unreadable: 0 });
  const ignored: Outcome = { kind: 'ignored', type: 't', why: 'test' };
  const both = '{"secrets":["new","old"]}';

  it('says when each secret last verified, and whether the previous one is still used', async () => {
    const values = filled().set('Stripe', both).set('Clerk', both).set('Monnify', both).set('Supabase', both);
    const { environment, metrics } = await awsAccount({ values, setAt: hoursAgo(100) });
    const [late, early, before] = [hoursAgo(1), hoursAgo(50), hoursAgo(200)];
    for (const provider of ['paystack', 'stripe', 'clerk']) metrics.counted(late, verified(provider, 'current'));
    metrics.counted(early, verified('clerk', 'current'));
    for (const provider of ['stripe', 'supabase']) metrics.counted(late, verified(provider, 'previous'));
    metrics.counted(early, verified('clerk', 'previous'));
    for (const provider of ['monnify', 'mono']) metrics.counted(before, verified(provider, 'current'));
    const { stdout } = await (await bunceAccount()).run('doctor', { environment });
    expect(stdout).toContain(`✓ secret of paystack: set; last verified a webhook ${hour(late)}\n`);
    expect(stdout).toContain(
      `✓ secret of stripe: set, and 1 previous; last verified a webhook ${hour(late)}; the previous one is still used`,
    );
    expect(stdout).toContain(`the previous one was last used ${hour(early)}: it may be removed  → npm run cli -- secrets set clerk`);
    expect(stdout).toMatch(/✓ secret of monnify: .*verified no webhook since it was set.*too early to remove it/);
    expect(stdout).toMatch(/✓ secret of supabase: .*the current one verified no webhook since .*the previous one is still used/);
    expect(stdout).toMatch(/• secret of mono: set; it verified no webhook since it was set, .*→.*connect mono/);
  });

  it('takes a secret that was just rotated for one that is still used', async () => {
    const { environment, metrics } = await awsAccount({ values: filled().set('Stripe', both) });
    metrics.counted(hoursAgo(2), verified('stripe', 'current'));
    const { stdout } = await (await bunceAccount()).run('doctor', { environment });
    expect(stdout).toMatch(/✓ secret of stripe: .*too early to remove it/);
  });

  it('lists what came unbound, unfit, incomplete or as a test, the most frequent first', async () => {
    const { environment, metrics } = await awsAccount({ values: filled() });
    for (const what of ['plan', 'locale', 'locale', 'signed_up']) metrics.counted(hoursAgo(30), (each) => each.count('unbound', { what }));
    metrics.counted(hoursAgo(30), (each) => each.count('unfit', { what: 'Purchased at' }));
    metrics.counted(hoursAgo(30), (each) => each.count('incomplete', { field: 'phone_no' }));
    metrics.counted(hoursAgo(3), webhook('stripe', accepted('test')));
    metrics.counted(hoursAgo(4), webhook('stripe', ignored));
    metrics.counted(hoursAgo(4), webhook('paystack', accepted('live')));
    metrics.counted(hoursAgo(15 * 24), webhook('paystack', ignored));
    const { stdout } = await (await bunceAccount()).run('doctor', { environment });
    expect(stdout).toMatch(/• unbound events: locale 2, plan 1 in 14 days {2}→ bind them/);
    expect(stdout).toMatch(/• values left out: Purchased at 1 in 14 days, not of the type .* {2}→ bind them/);
    expect(stdout).toMatch(/• people not created: phone_no 1 in 14 days, .* {2}→ .*placeholderPhone/);
    expect(stdout).toMatch(/• test events: stripe 2 in 14 days, sent to Bunce as any other {2}→ testEvents: 'ignore'/);
  });

  it('goes on without CloudWatch, and is red over it', async () => {
    const { environment } = await awsAccount({ values: filled(), denied: ['cloudwatch:GetMetricData'] });
    const { code, stdout } = await (await bunceAccount()).run('doctor', { environment });
    expect(stdout).toMatch(/✓ secret of paystack: set\n[^]*✗ permissions: cloudwatch:GetMetricData is missing, so not examined: metrics\n/);
    expect(code).toBe(1);
  });
});
