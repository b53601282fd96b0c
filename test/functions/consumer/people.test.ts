import { describe, expect, it } from 'vitest';

import { addDevices, customer, track, upsert } from '../../../shared/bunce/command.ts';
import { ADA, BUYER, OLD, purchase, TODAY } from './ada.ts';
import { openScene } from './scene.ts';
import { envelope } from './shop.ts';

describe('a newcomer', () => {
  it('is created by a call of its own, then told of', async () => {
    const scene = await openScene();
    await scene.tell(envelope('clerk', upsert({ customer: ADA }), track('signed_up', { customer: ADA, occurredAt: TODAY })));
    expect(await scene.calls()).toEqual(['POST /customers 201', 'POST /events/trigger 200']);
    expect(await scene.customers()).toMatchObject([{ customer_id: 'user_1', email: 'ada@example.com', phone_no: '+2348031234567' }]);
  });

  it('whose change overtakes their sign-up keeps the change', async () => {
    const scene = await openScene();
    const fact = (firstName: string, occurredAt: string) => ({ customer: { ...ADA, firstName }, occurredAt });
    const change = fact('Adaeze', TODAY);
    await scene.send(envelope('clerk', upsert(change), track('profile_updated', change)));
    await scene.drain();
    const signUp = fact('Ada', new Date(Date.parse(TODAY) - 1000).toISOString());
    await scene.send(envelope('clerk', upsert(signUp), track('signed_up', signUp)));
    await scene.drain();
    expect(await scene.customers()).toMatchObject([{ first_name: 'Adaeze' }]);
  });

  it('who cannot be created for want of a field still has their event sent', async () => {
    const scene = await openScene();
    const nameless = customer({ id: 'user_2', email: 'bisi@example.com' });
    await scene.send(envelope('clerk', upsert({ customer: nameless })), envelope('clerk', track('signed_up', { customer: nameless })));
    await scene.drain();
    expect(await scene.events()).toMatchObject([{ name: 'Signed up', email: 'bisi@example.com' }]);
    expect(scene.counts['incomplete']).toBe(3);
    expect(await scene.parked()).toEqual([]);
  });
});

describe('a person Bunce holds', () => {
  it('under another id keeps that id from then on', async () => {
    const scene = await openScene();
    await scene.send(envelope('paystack', purchase('one')));
    await scene.drain();
    await scene.send(envelope('clerk', upsert({ customer: ADA })), envelope('clerk', track('signed_up', { customer: ADA })));
    await scene.drain();
    const [held, ...others] = await scene.customers();
    expect(others).toEqual([]);
    expect(held).toMatchObject({ first_name: 'Ada', phone_no: '+2348031234567' });
    expect((await scene.events()).at(-1)?.payload).toMatchObject({ customer: { customer_id: held?.customer_id } });
  });

  it('has nothing overwritten by a provider that is not the identity', async () => {
    const scene = await openScene();
    await scene.send(envelope('clerk', upsert({ customer: ADA })));
    await scene.drain();
    await scene.send(envelope('paystack', upsert({ customer: BUYER }), purchase('two')));
    await scene.drain();
    expect(await scene.customers()).toMatchObject([{ first_name: 'Ada', last_name: 'Obi' }]);
    expect((await scene.events())[0]?.payload['customer']).toEqual({ customer_id: 'user_1', email: 'ada@example.com' });
  });

  it('for longer than we do, under another id, has everything arrive at that id', async () => {
    const scene = await openScene();
    await scene.ask('/customers', { ...OLD, customer_id: 'legacy-7' });
    await scene.send(envelope('clerk', upsert({ customer: ADA }), track('signed_up', { customer: ADA }), purchase('one', ADA)));
    await scene.send(envelope('clerk', upsert({ customer: { ...ADA, firstName: 'Adaeze' } })));
    await scene.send(envelope('clerk', addDevices({ customer: ADA, devices: [{ type: 'ios', token: 'token' }] })));
    await scene.drain();
    expect(await scene.parked()).toEqual([]);
    const [held, ...others] = await scene.customers();
    expect(others).toEqual([]);
    expect(held).toMatchObject({ customer_id: 'legacy-7', first_name: 'Adaeze', devices: [{ token: 'token' }] });
    expect(held?.attributes).toHaveProperty('Last purchase at');
  });

  it('under the id of their account, of whom we know nothing, is updated when creating fails', async () => {
    const scene = await openScene();
    await scene.ask('/customers', { ...OLD, customer_id: 'user_1' });
    await scene.tell(envelope('clerk', upsert({ customer: { ...ADA, firstName: 'Adaeze' } })));
    expect(await scene.customers()).toMatchObject([{ customer_id: 'user_1', first_name: 'Adaeze' }]);
    expect(await scene.parked()).toEqual([]);
  });

  it('changes the e-mail by the single update', async () => {
    const scene = await openScene();
    await scene.tell(envelope('clerk', upsert({ customer: ADA })));
    await scene.tell(envelope('clerk', upsert({ customer: { ...ADA, email: 'new@example.com' } })));
    expect((await scene.calls()).at(-1)).toBe('PUT /customers/user_1 200');
    expect(await scene.customers()).toMatchObject([{ customer_id: 'user_1', email: 'new@example.com' }]);
  });

  it('who keeps the old e-mail in Bunce is counted and still found', async () => {
    const scene = await openScene({ switches: { putKeepsValidEmail: true } });
    await scene.send(envelope('clerk', upsert({ customer: ADA })));
    await scene.drain();
    await scene.send(envelope('clerk', upsert({ customer: { ...ADA, email: 'new@example.com' } })));
    await scene.drain();
    await scene.send(envelope('paystack', purchase('four', { ...BUYER, email: 'new@example.com' })));
    await scene.drain();
    expect(scene.counts['emailKept']).toBe(1);
    expect(await scene.events()).toMatchObject([{ customer_id: 'user_1', email: 'ada@example.com' }]);
  });
});
