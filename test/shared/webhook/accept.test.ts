import { describe, expect, it } from 'vitest';

import { paystack } from '../../../functions/webhooks/paystack/provider.ts';
import { BODY_LIMIT } from '../../../shared/webhook/body-limit.ts';
import type { Provider } from '../../../shared/webhook/provider.ts';
import { respond } from '../../../shared/webhook/respond.ts';
import type { Claimed } from '../../../shared/webhook/signature.ts';
import { charge, SECRET, world } from './world.ts';

const broken = async (): Promise<never> => {
  throw new Error('connection refused');
};

describe('accept', () => {
  it('queues a refund that names only the e-mail behind its purchase', async () => {
    const { queue, receive } = world();
    await receive(charge());
    const refund = {
      transaction_reference: 'r-1',
      refund_reference: '1',
      amount: '5000',
      currency: 'NGN',
      customer: { email: 'person@example.com' },
    };
    await receive(JSON.stringify({ event: 'refund.processed', data: refund }));
    expect(queue).toHaveLength(2);
    expect(queue[1]?.group).toBe(queue[0]?.group);
  });

  it('queues the commands of a signed webhook under ids that a redelivery repeats', async () => {
    const { receive, queue } = world();
    expect(await receive(charge())).toMatchObject({ kind: 'accepted', type: 'charge.success', mode: 'live' });
    await receive(charge());
    expect(queue[0]).toMatchObject({ provider: 'paystack', generation: 0 });
    expect(queue[0]?.commands[0]?.id).toMatch(/\/track-event:purchase_completed:[0-9a-f]{12}$/);
    expect(queue[1]).toEqual(queue[0]);
  });

  it('refuses what is unsigned, malformed or signed by a stranger, and queues nothing', async () => {
    const { receive, queue, parked } = world();
    const digest = 'a'.repeat(128);
    expect(await receive(charge(), { headers: {} })).toEqual({ kind: 'refused', verdict: 'unsigned' });
    expect(await receive(charge(), { headers: { 'x-paystack-signature': 'junk' } })).toEqual({ kind: 'refused', verdict: 'malformed' });
    expect(await receive(charge(), { headers: { 'x-paystack-signature': digest } })).toEqual({ kind: 'refused', verdict: 'mismatch' });
    expect([...queue, ...parked]).toEqual([]);
  });

  it('asks for no secret before there is a signature to judge', async () => {
    expect(await world({ ports: { secret: broken } }).receive(charge(), { headers: {} })).toMatchObject({ kind: 'refused' });
  });

  it('names the setting when a signature comes and no secret is configured', async () => {
    const outcome = await world({ ports: { secret: async () => ({ secrets: [], credentials: {} }) } }).receive(charge());
    expect(outcome).toMatchObject({ kind: 'unavailable', what: 'no-secret' });
    expect(JSON.stringify(outcome)).toContain('secrets set paystack');
  });

  it('names what the signature needs from the config and is not there, and lets the provider keep the webhook', async () => {
    const provider: Provider = { ...paystack, signature: { ...paystack.signature, needs: ['url'] } };
    const outcome = await world({ provider }).receive(charge());
    expect(outcome).toMatchObject({ kind: 'unavailable', what: 'no-setting' });
    expect(JSON.stringify(outcome)).toContain('providers.paystack.url');
    expect(await world({ provider }).receive(charge(), { headers: {} })).toMatchObject({ kind: 'refused' });
  });

  it.each(['secret', 'enqueue'] as const)('asks the provider to retry when %s fails', async (port) => {
    const outcome = await world({ ports: { [port]: broken } }).receive(charge());
    expect(respond(outcome).statusCode).toBe(503);
  });

  it('tells by which secret of the list a webhook was verified, and of a handshake nothing', async () => {
    const list = (...secrets: string[]) => ({ ports: { secret: async () => ({ secrets, credentials: {} }) } });
    expect(await world(list(SECRET)).receive(charge())).toMatchObject({ verifiedBy: 'current' });
    expect(await world(list(SECRET, 'sk_live_old')).receive(charge())).toMatchObject({ verifiedBy: 'current' });
    expect(await world(list('sk_live_new', SECRET)).receive('not json')).toMatchObject({ kind: 'unreadable', verifiedBy: 'previous' });
    const provider: Provider = { ...paystack, handshake: () => true };
    expect(await world({ provider }).receive(charge())).not.toHaveProperty('verifiedBy');
  });

  it('keeps a webhook that was verified when its secret cannot be told apart', async () => {
    const judge: Claimed['judge'] = ({ secrets }) => {
      if (secrets.length === 1) throw new Error('no certificate');
      return 'ok';
    };
    const provider: Provider = { ...paystack, signature: { ...paystack.signature, claim: () => ({ judge }) } };
    const secret = async () => ({ secrets: ['the new secret', 'the old secret'], credentials: {} });
    expect(await world({ provider, ports: { secret } }).receive(charge())).toMatchObject({ kind: 'accepted', verifiedBy: 'previous' });
  });

  it('asks the provider to retry when what it cannot read cannot be parked', async () => {
    expect(respond(await world({ ports: { park: broken } }).receive('not json')).statusCode).toBe(503);
  });

  it('parks a known event of unknown shape with its raw body and without its proof', async () => {
    const { receive, parked } = world();
    const outcome = await receive(charge({ amount: 'many' }));
    expect(outcome).toMatchObject({ kind: 'unreadable', type: 'charge.success' });
    expect(JSON.stringify(outcome)).toContain('data.amount');
    expect(parked).toMatchObject([{ reason: 'unreadable', step: 'map', raw: { headers: {} } }]);
  });

  it('gives a body that is no JSON an id of its own bytes', async () => {
    const { receive, parked } = world();
    await receive('{"event":');
    await receive('{"event":');
    expect(parked[0]?.id).toMatch(/^paystack\/sha256:[0-9a-f]{64}$/);
    expect(parked[1]?.id).toBe(parked[0]?.id);
  });

  it('ignores an event it does not act on, and test events when told to', async () => {
    const { receive, queue } = world();
    expect(await receive(JSON.stringify({ event: 'paymentrequest.pending', data: {} }))).toMatchObject({
      kind: 'ignored',
      why: 'unlisted',
    });
    expect(await receive(charge({ domain: 'test' }), { testEvents: 'ignore' })).toMatchObject({ kind: 'ignored', why: 'test' });
    expect(queue).toEqual([]);
  });

  it('turns a body over the limit away before judging it', async () => {
    const outcome = await world().receive(Buffer.alloc(BODY_LIMIT.usual + 1, 'x'), { headers: {} });
    expect(respond(outcome).statusCode).toBe(413);
  });
});
