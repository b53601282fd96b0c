import { describe, expect, it } from 'vitest';

import { track, upsert } from '../../../shared/bunce/command.ts';
import { HOUR, person, reasons, refund, signUp, TRIGGER, triggered } from './messages.ts';
import { openScene } from './scene.ts';
import { envelope } from './shop.ts';

const purchase = () => {
  const properties = { amount: 5, currency: 'NGN', reference: 'one' };
  return envelope('paystack', track('purchase_completed', { customer: person('a'), properties }));
};

describe('a lock-out', () => {
  it('of 57 years is over after fifteen minutes', async () => {
    const scene = await openScene();
    await scene.fault({ path: TRIGGER, status: 429, headers: { 'Retry-After': '1793000000' }, times: 1 });
    await scene.send(signUp('a'));
    await scene.invoke();
    expect(scene.hidden).toEqual([900]);
    scene.clock.ahead += 900_000;
    await scene.drain();
    expect(await triggered(scene)).toEqual(['a']);
  });

  it('of no seconds lasts a minute all the same: nobody else is asked in the next invocation', async () => {
    const scene = await openScene();
    await scene.fault({ path: TRIGGER, status: 429, headers: { 'Retry-After': '0' } });
    await scene.send(signUp('a'));
    await scene.invoke();
    const before = await scene.calls();
    await scene.send(...['b', 'c', 'd', 'e', 'f', 'g', 'h'].map(signUp));
    await scene.invoke();
    expect(await scene.calls()).toEqual(before);
  });
});

describe('a 200', () => {
  it.each([
    { success: false },
    { success: false, message: null },
    { status: 'error', message: 'Something went wrong' },
    { error: 'maintenance' },
  ])('that says no is parked as rejected: %j', async (body) => {
    const scene = await openScene();
    await scene.fault({ path: TRIGGER, status: 200, body, times: 1 });
    await scene.send(signUp('a'));
    await scene.drain();
    expect(await triggered(scene)).toEqual([]);
    expect(await reasons(scene)).toEqual(['rejected']);
  });

  it('that neither saves nor refuses a row has it asked again', async () => {
    const scene = await openScene();
    const nothing = { success: true, message: 'ok', data: { saved: [], errors: [] } };
    await scene.fault({ path: '/attributes/customers', status: 200, body: nothing, times: 1 });
    await scene.send(purchase());
    expect(await scene.invoke()).toHaveLength(1);
    await scene.drain();
    expect(await scene.customers()).toMatchObject([{ attributes: { 'Last purchase at': expect.any(String) } }]);
    expect(await reasons(scene)).toEqual([]);
  });
});

describe('what may have been done', () => {
  it.each([{ status: 520 }, { status: 524 }, { status: 502 }, { status: 504 }, { garbage: true }, {}])(
    'is not done again where its binding parks what is ambiguous: %j',
    async (fault) => {
      const scene = await openScene();
      await scene.fault({ path: TRIGGER, times: 1, processedButLost: true, ...fault });
      await scene.send(refund('a'));
      await scene.drain();
      expect(await triggered(scene)).toEqual(['a']);
      expect(await reasons(scene)).toEqual(['ambiguous']);
    },
  );
});

describe('a firewall’s 403 for one message', () => {
  it('stops nobody else, and ends in parking that one', async () => {
    const scene = await openScene();
    await scene.send(envelope('clerk', upsert({ customer: person('x') })));
    await scene.drain();
    await scene.fault({ path: '/customers/x', status: 403, body: 'Attention Required' });
    await scene.send(envelope('clerk', upsert({ customer: { ...person('x'), firstName: '<script>' } })));
    const others = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    for (const other of others) {
      await scene.send(signUp(other));
      await scene.invoke();
    }
    expect(await triggered(scene)).toEqual(others);
    expect(scene.counts['gateClosed']).toBeUndefined();
    scene.clock.ahead += 73 * HOUR;
    await scene.drain(1);
    expect(await reasons(scene)).toEqual(['gave-up']);
  });
});
