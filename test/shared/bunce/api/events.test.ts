import { describe, expect, it } from 'vitest';

import { idOf, purchase } from '../../../local/bunce/simulated.ts';
import { errorOf, talking } from './talking.ts';

const definition = {
  name: 'Order paid',
  description: 'An order was paid',
  parameters: [
    { name: 'Amount', type: 'numeric', required: true },
    { name: 'Paid at', type: 'timestamp', required: false },
  ],
} as const;

async function defined() {
  const account = await talking();
  const event = await account.events.define(definition);
  const told = async () => (await account.control('GET /events')).body;
  return { ...account, event, told };
}

describe('an event', () => {
  it('is defined, listed, found by id and by name, and deleted', async () => {
    const { events, event } = await defined();
    expect(event).toMatchObject(definition);
    expect(await events.list().all()).toEqual([event]);
    expect(await events.find(event.id)).toEqual(event);
    expect(await events.named('Order paid')).toEqual(event);
    expect(await events.named('order paid')).toBeUndefined();
    await events.delete(event.id);
    expect(await events.find(event.id)).toBeUndefined();
  });

  it('that exists, lacks parameters or is asked for by no UUID is an error', async () => {
    const { events } = await defined();
    expect(await errorOf(events.define(definition))).toMatchObject({ exists: true, said: 'Event already exists' });
    expect(await errorOf(events.define({ ...definition, name: 'Other', parameters: [] }))).toMatchObject({ status: 422 });
    expect(await errorOf(events.find('7'))).toMatchObject({ status: 400, said: 'ID param is not valid UUID' });
  });

  it('of the account keeps what its dashboard calls types', async () => {
    const { events, bunce } = await talking();
    const id = idOf(await bunce('POST /events', purchase));
    expect(await events.find(id)).toMatchObject({ parameters: purchase.parameters });
  });
});

describe('a trigger', () => {
  it('tells Bunce a time in the one form that it does not lose', async () => {
    const { events, event, told } = await defined();
    const payload = { email: 'ada@example.com', Amount: 12.5, 'Paid at': new Date('2026-03-14T09:26:53.589Z') };
    await events.trigger({ event_id: event.id, payload });
    expect(await told()).toMatchObject([{ name: 'Order paid', payload: { ...payload, 'Paid at': '2026-03-14T09:26:53Z' }, skipped: [] }]);
  });

  it('makes the customer that it names', async () => {
    const { events, event, customers } = await defined();
    const customer = { customer_id: 'u1', email: 'obi@example.com', first_name: 'Obi' };
    await events.trigger({ event_id: event.id, payload: { customer, Amount: '7' } });
    expect(await customers.find('u1')).toMatchObject(customer);
  });

  it.each([
    [{ email: 'a@example.com' }, 'payload.Amount is required and must be present'],
    [{ email: 'a@example.com', Amount: 1, amount: 1 }, 'amount is not a parameter of this event'],
    [{ email: 'a@example.com', Amount: 'much' }, 'payload.Amount is not a valid numeric'],
    [{ email: '', Amount: 1 }, 'payload.email is required and must be present'],
  ])('with %j is refused: %s', async (payload, said) => {
    const { events, event, told } = await defined();
    expect(await errorOf(events.trigger({ event_id: event.id, payload }))).toMatchObject({ kind: 'refused', status: 422, said });
    expect(await told()).toEqual([]);
  });
});
