import { afterAll, afterEach, beforeAll } from 'vitest';

import { stripe } from '../../functions/webhooks/stripe/provider.ts';
import { Envelope } from '../../shared/queue/envelope.ts';
import type { Parked } from '../../shared/queue/parked.ts';
import { parkedWebhook } from '../../shared/webhook/unreadable.ts';
import { startStripeApi, type StripeApi, type StripeEvent } from './stripe-api.ts';
import { startTarget, type Target } from './target.ts';

const KEY = 'rk_test_reads_events';

const SECRETS = {
  StripeSecret: { secrets: ['whsec_1'], secretKey: KEY },
  PaystackSecret: { secrets: ['sk_test_1'] },
  ClerkSecret: { secrets: ['whsec_1'], secretKey: KEY },
  FlutterwaveSecret: { secrets: ['hash'] },
};

/** A target, emptied after each test, and Stripe's API beside it. */
export function reconcileDesk() {
  let target: Target;
  let api: StripeApi;
  beforeAll(async () => {
    [target, api] = await Promise.all([startTarget({ secrets: SECRETS }), startStripeApi(KEY)]);
  });
  afterEach(async () => {
    for (const queue of [target.queue, target.parked]) await target.drain(queue);
    [api.events, api.failing] = [[], []];
  });
  afterAll(async () => Promise.all([target.stop(), api.close()]));
  const reconcile = async (...words: readonly string[]) => {
    const { code, stdout, stderr } = await target.run('reconcile', '--provider', 'stripe', '--json', ...words);
    return { code, stderr, answer: stdout === '' ? undefined : answerIn(stdout) };
  };
  return {
    target: () => target,
    api: () => api,
    reconcile,
    stripe: async (...words: readonly string[]) => reconcile('--api', api.url, '--since', '48h', ...words),
    sent: async (): Promise<readonly Envelope[]> =>
      (await target.drain(target.queue)).map(({ Body = '' }) => Envelope.parse(JSON.parse(Body))),
  };
}

interface Answer {
  readonly missing: readonly { readonly id: string }[];
  readonly counts: object;
}

const answerIn = (stdout: string): Answer => JSON.parse(stdout) as Answer;

/** Parked by the receiver, with this for its body. */
export const parkedAs = ({ id }: StripeEvent, body: object): Parked =>
  parkedWebhook({
    provider: stripe,
    request: { headers: {}, body: Buffer.from(JSON.stringify(body)) },
    type: 'invoice.paid',
    id,
    cause: 'no amount',
    now: new Date(),
  });
