import { describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
import { flutterwave } from './provider.ts';
import { verify } from '../../../shared/webhook/signature.ts';

const HASH = 'a-long-secret-hash';
const body = Buffer.from('{"event":"charge.completed","data":{"id":1,"status":"successful"}}');
const judge = (headers: Record<string, string>) =>
  verify(flutterwave.signature, { request: { headers, body }, secrets: [HASH], now: new Date(0), settings: {} });
const hmac = flutterwave.signature.sign({ body, secret: HASH, now: new Date(0), id: 'x' });

const identify = (payload: object) => flutterwave.identify({ headers: {}, body: Buffer.from(JSON.stringify(payload)) }, payload);
const become = (payload: object) => commandsOf(flutterwave.events[identify(payload).type]?.(payload) ?? []);
const charge = { id: 7, txRef: 't', amount: 10, currency: 'NGN', status: 'successful', customer: { email: 'quirk@example.com' } };

describe('flutterwave', () => {
  it('accepts the hash in verif-hash or an HMAC with it, whatever the other header holds', async () => {
    expect(await judge({ 'verif-hash': HASH })).toBe('ok');
    expect(await judge({ ...hmac, 'verif-hash': 'stale' })).toBe('ok');
    expect(await judge({ 'verif-hash': HASH, 'flutterwave-signature': 'junk' })).toBe('ok');
  });

  it('never takes the bare hash for a signature', async () => {
    expect(await judge({ 'flutterwave-signature': HASH })).toBe('malformed');
    expect(await judge({ 'flutterwave-signature': Buffer.from(HASH).toString('base64') })).toBe('malformed');
    expect(await judge({ 'verif-hash': hmac['flutterwave-signature'] ?? '' })).toBe('mismatch');
  });

  it('tells a failed attempt from the success of the same charge', () => {
    expect(identify({ ...charge, status: 'failed' }).id).not.toBe(identify(charge).id);
    expect(become({ ...charge, status: 'failed' })).toMatchObject([{ event: { name: 'payment_failed' } }]);
  });

  it('reads the legacy body by its dotted key and calls a stranger unlisted', () => {
    expect(identify({ ...charge, 'event.type': 'CARD_TRANSACTION' }).type).toBe('charge.completed');
    expect(identify({ 'event.type': 'Transfer', transfer: {} }).type).toBe('Transfer');
    expect(identify({}).type).toBe('unknown');
  });

  it('finds the payer of a refund by the charge', () => {
    const refund = { TransactionId: 7, AmountRefunded: 5, FlwRef: 'f', status: 'completed-mpgs' };
    const [paid, refunded] = [become(charge)[0], become(refund)[0]];
    expect(paid?.customer.aliases).toEqual(refunded?.customer.aliases);
    expect(become({ ...refund, status: 'failed' })).toEqual([]);
  });
});
