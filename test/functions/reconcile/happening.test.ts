import { expect, it } from 'vitest';

import config from '../../../bunce-sync.config.ts';
import { hear } from '../../../functions/reconcile/happening.ts';
import { stageOf } from '../../../shared/config/config.ts';
import { clerk } from '../../../functions/webhooks/clerk/provider.ts';
import { stripe } from '../../../functions/webhooks/stripe/provider.ts';
import { homeOf, sampleOf } from '../../../local/samples.ts';
import type { Provider } from '../../../shared/webhook/provider.ts';
import { actionRequired, changed, paid } from '../../cli/stripe-events.ts';

const now = new Date();
const live = stageOf(config, 'production');

interface Given {
  readonly provider?: Provider;
  readonly settings?: typeof live;
  readonly since?: Date;
}

const heard = async (body: unknown, { provider = stripe, settings = live, since = new Date(0) }: Given = {}) =>
  hear({ body }, { provider, stack: { settings, settingsOf: () => ({}) }, since, now, find: async () => undefined });

it.each([
  ['a test event in a live account', paid({ live: false }), 'test'],
  ['what no rule is for', changed(), 'unlisted'],
  ['what no binding takes', actionRequired(), 'unbound'],
  ["a connected account's", { ...paid(), account: 'acct_1' }, 'foreign'],
  ["nobody's", { ...paid(), data: { object: { id: 'in_1', amount_paid: 100, currency: 'usd' } } }, 'nobody'],
  ['what this version cannot read', { ...paid(), data: { object: {} } }, 'unreadable'],
  ['what has just happened', paid({ age: 0 }), 'young'],
])('leaves out %s', async (_what, body, why) => {
  expect(await heard(body)).toEqual({ kind: 'left', why });
});

it('leaves out what happened before, and what a null of the config is for', async () => {
  expect(await heard(paid(), { since: now })).toEqual({ kind: 'left', why: 'older' });
  const settings = { ...live, events: { ...live.events, purchase_completed: null } };
  expect(await heard(paid(), { settings })).toEqual({ kind: 'left', why: 'unbound' });
});

it('names by its occasion what has no id but its delivery, the same whenever it is read', async () => {
  const { history } = sampleOf(homeOf('clerk'), 'user.created');
  const [body] = clerk.history?.webhooks(history).map((each) => each.body) ?? [];
  const all = await Promise.all([1, 2].map(async () => heard(body, { provider: clerk })));
  const id = expect.stringMatching(/^clerk\/reconciled:customer:user_\w+:created$/) as string;
  const happening = { kind: 'happening', happening: { isSameId: false, envelope: { id } } };
  expect(all).toMatchObject([happening, happening]);
});
