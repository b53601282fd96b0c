import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import config from '../../../bunce-sync.config.ts';
import { type Ports, compareProvider } from '../../../functions/reconcile/compare-provider.ts';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { occasionsIn } from '../../../functions/consumer/state/ledger-pages.ts';
import { stripe } from '../../../functions/webhooks/stripe/provider.ts';
import { stageOf } from '../../../shared/config/config.ts';
import { envelopeMessage, send } from '../../../shared/queue/sender.ts';
import type { Metrics } from '../../../shared/runtime/metrics.ts';
import { parkedAs } from '../../cli/reconcile-desk.ts';
import { startStripeApi, type StripeApi } from '../../cli/stripe-api.ts';
import { changed, deliver, paid, queued } from '../../cli/stripe-events.ts';
import { startTarget, type Target } from '../../cli/target.ts';

const KEY = 'rk_test_reads_events';
let target: Target;
let api: StripeApi;
beforeAll(async () => {
  [target, api] = await Promise.all([startTarget(), startStripeApi(KEY)]);
});
afterEach(async () => {
  for (const queue of [target.queue, target.parked]) await target.drain(queue);
  [api.events, api.failing] = [[], []];
});
afterAll(async () => Promise.all([target.stop(), api.close()]));

const some = <Made>(count: number, make: () => Made): readonly Made[] => Array.from({ length: count }, make);
const since = new Date(Date.now() - 51 * 3_600_000);
let slept = 0;
const ports = (): Ports => ({
  settings: stageOf(config, 'default'),
  histories: { stripe },
  apis: { stripe: api.url },
  ledger: target.ledger,
  known: async () => occasionsIn(target.ledger.items()),
  now: new Date(),
  queue: target.queue,
  parked: target.parked,
  secretOf: async () => ({ secrets: ['whsec_1'], credentials: { secretKey: KEY } }),
  sleep: async () => void (slept += 1),
});

/** What the function says of it, and counts. */
async function told(changes: Partial<Ports> = {}): Promise<object> {
  const [said, counted]: [object[], object[]] = [[], []];
  const say = (message: string, fields: object = {}): void => void said.push({ message, ...fields });
  const log = { debug: say, info: say, warn: say, error: say };
  const metrics: Metrics = { count() {}, record: (name, { value, dimensions }) => void counted.push({ name, value, dimensions }) };
  const compare = async () => compareProvider('stripe', { ...ports(), ...changes, since });
  const failed = await reconcile([{ name: 'stripe', since, compare }], { log, metrics }).catch(String);
  return { said: said[0], counted, failed };
}

const counting = (value: number) => [{ name: 'missingFound', value, dimensions: { provider: 'stripe' } }];

describe('what is missing', () => {
  it('is what neither ledger nor dead-letter queue know, and all stays where it is', async () => {
    const [known, missing, parked, mended] = [some(30, paid), some(5, paid), some(4, paid), some(2, paid)];
    api.events = [...known, ...some(6, changed), ...missing, ...parked, ...mended];
    for (const each of known) await deliver(target.ledger, queued(each));
    await target.park(...[...parked, ...mended].map((each) => parkedAs(each, each)));
    expect(await told()).toMatchObject({
      said: { message: 'compared', missing: 5, undecided: 0, known: 30, parked: 6, unlisted: 6, types: 'invoice.paid' },
      counted: counting(5),
      failed: undefined,
    });
    expect(await target.drain(target.queue)).toEqual([]);
    expect(await target.drain(target.parked)).toHaveLength(6);
  });

  it('is nothing where all came, and then nobody looks at a queue', async () => {
    const known = some(3, paid);
    api.events = known;
    for (const each of known) await deliver(target.ledger, queued(each));
    const queues = { queue: { ...target.queue, url: 'none' }, parked: { ...target.parked, url: 'none' } };
    expect(await told(queues)).toMatchObject({ said: { missing: 0, known: 3 }, counted: counting(0), failed: undefined });
  });

  it('is not yet what happened in the last hours', async () => {
    api.events = [paid({ age: 2.9 / 24 })];
    expect(await told()).toMatchObject({ said: { missing: 0, young: 1 }, counted: counting(0) });
  });

  it('tells nothing of a person', async () => {
    api.events = [paid()];
    expect(JSON.stringify(await told())).not.toMatch(/ada|cus_|evt_/);
  });
});

describe('what waits for the consumer', () => {
  it('is counted and never taken: no more is missing than there is beside it', async () => {
    const [waiting, withheld] = [some(3, paid), some(2, paid)];
    for (const each of waiting) await send(target.queue, envelopeMessage({ ...queued(each), group: each.id }));
    api.events = [...waiting, ...withheld];
    expect(await told()).toMatchObject({ said: { missing: 2, undecided: 3, unseen: 3 }, counted: counting(2) });
    const received = (await target.drain(target.queue)).map(({ Attributes }) => Attributes?.ApproximateReceiveCount);
    expect(received).toEqual(['1', '1', '1']);
  });

  it('may be all that seems to be missing: then nothing is said to be', async () => {
    for (const each of some(3, paid)) await send(target.queue, envelopeMessage({ ...queued(each), group: each.id }));
    api.events = [paid()];
    slept = 0;
    expect(await told()).toMatchObject({ said: { missing: 0, undecided: 1, unseen: 3 }, counted: counting(0) });
    expect(slept).toBe(5);
  });
});

describe('a provider that cannot be compared', () => {
  it('is told with what to mend, in no words of its API, and counts nothing', async () => {
    const secretOf = async () => ({ secrets: ['whsec_1'], credentials: { secretKey: 'wrong' } });
    const failed = await told({ secretOf });
    expect(failed).toMatchObject({
      said: { message: 'not compared', provider: 'stripe', cause: expect.stringMatching(/answered 401: .*secrets set stripe/) as string },
      counted: [],
      failed: 'Error: not compared: stripe',
    });
    expect(JSON.stringify(failed)).not.toContain('ada@');
  });

  it('names the credential that its secret lacks', async () => {
    const cause = expect.stringMatching(/^the secret of stripe lacks secretKey, a restricted key .*secrets set stripe$/) as string;
    expect(await told({ secretOf: async () => ({ secrets: ['whsec_1'], credentials: {} }) })).toMatchObject({ said: { cause } });
  });

  it('says of a secret that cannot be read what mends it', async () => {
    const secretOf = async (): Promise<never> => {
      throw new TypeError('the secret is not of the form {"secrets":["…"]}');
    };
    const cause = expect.stringMatching(/^the secret of stripe is not in the form .*secrets set stripe sets it$/) as string;
    expect(await told({ secretOf })).toMatchObject({ said: { cause }, counted: [] });
  });
});
