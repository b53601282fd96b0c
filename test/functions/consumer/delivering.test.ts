import { describe, expect, it } from 'vitest';

import { customer, setAttributes, track, upsert } from '../../../shared/bunce/command.ts';
import { ADA, OLD, purchase, TODAY } from './ada.ts';
import { openScene } from './scene.ts';
import { envelope } from './shop.ts';

describe('several people at once', () => {
  const people = ['a', 'b', 'c'].map((id) => ({ ...ADA, id, email: `${id}@example.com` }));
  const wave = (change = {}) => people.map((who) => envelope('clerk', upsert({ customer: { ...who, ...change } })));

  it('are created by one call and updated by another', async () => {
    const scene = await openScene();
    await scene.send(...wave());
    await scene.drain();
    await scene.send(...wave({ firstName: 'Bola' }));
    await scene.drain();
    expect(await scene.calls()).toEqual(['POST /customers/bulk 201', 'PUT /customers/bulk-update 200']);
    expect((await scene.customers()).map((each) => each.first_name)).toEqual(['Bola', 'Bola', 'Bola']);
  });

  it.each(['refuse', 'skip'] as const)('include one Bunce already holds, who is updated alone (bulk: %s)', async (bulkPartial) => {
    const scene = await openScene({ switches: { bulkPartial } });
    await scene.ask('/customers', { ...OLD, email: 'b@example.com', customer_id: 'b' });
    await scene.send(...wave());
    await scene.drain();
    expect((await scene.customers()).map((each) => each.first_name)).toEqual(['Ada', 'Ada', 'Ada']);
    expect(await scene.parked()).toEqual([]);
  });

  it('include one Bunce will never take, who is parked alone', async () => {
    const scene = await openScene();
    const [first, second] = wave();
    const wrong = envelope('clerk', upsert({ customer: { ...ADA, id: 'x', email: 'no@address' } }));
    await scene.send(...[first, wrong, second].flatMap((each) => each ?? []));
    await scene.drain();
    expect(await scene.customers()).toHaveLength(2);
    expect(await scene.parked()).toMatchObject([{ id: wrong.id, reason: 'rejected' }]);
  });
});

describe('what is sent', () => {
  it('is exactly what the event declares, in major units, with the attributes of the binding', async () => {
    const scene = await openScene();
    await scene.send(envelope('paystack', purchase('ORDER-1')));
    await scene.drain();
    const [event] = await scene.events();
    expect(event?.payload).toMatchObject({ Amount: 2500.5, Reference: 'ORDER-1', email: 'ada@example.com' });
    const [person] = await scene.customers();
    expect(person?.attributes).toEqual({ 'Last purchase at': `${TODAY.slice(0, 19)}Z` });
  });

  it('is one call for the attributes of many people, and a row error is its row alone', async () => {
    const scene = await openScene();
    await scene.fault({ rowErrors: { 1: 'no good' }, path: '/attributes/customers' });
    const facts = ['a', 'b', 'c'].map((id) =>
      setAttributes({ customer: customer({ id, email: `${id}@example.com` }), attributes: { identityStatus: 'verified' } }),
    );
    await scene.send(...facts.map((fact) => envelope('clerk', fact)));
    await scene.drain();
    expect(await scene.calls()).toEqual(['GET /customers 200', 'POST /attributes/customers 200']);
    expect(await scene.parked()).toMatchObject([{ reason: 'rejected', detail: 'Bunce refused the attribute "Identity": no good' }]);
  });

  it('never overwrites an attribute with something older', async () => {
    const scene = await openScene();
    const fact = (status: string, occurredAt: string) =>
      envelope('clerk', setAttributes({ customer: ADA, attributes: { identityStatus: status }, occurredAt }));
    await scene.send(fact('verified', '2026-02-02T00:00:00.000Z'), fact('pending', '2026-02-01T00:00:00.000Z'));
    await scene.drain();
    expect((await scene.customers())[0]?.attributes).toEqual({ Identity: 'verified' });
    expect(scene.counts['stale']).toBe(1);
  });

  it('is nothing for an event without a binding, and that is counted', async () => {
    const scene = await openScene();
    await scene.send(envelope('clerk', track('account_deleted', { customer: ADA })));
    await scene.drain();
    expect(await scene.calls()).toEqual([]);
    expect(scene.counts['unbound account_deleted']).toBe(1);
  });
});
