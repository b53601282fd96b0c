import { describe, expect, it } from 'vitest';

import { type Bunce, BUNCE_LIVE, bunce, type Customer, type EventDefinition, type RowEnd, type Trigger } from '../../entries/bunce.ts';

const whole = { customer_id: 'u1', email: 'ada@example.com', first_name: 'Ada', last_name: 'Obi', phone_no: '+2348031234567' };
/** Never called: what matters is whether it compiles. */
const uses = (written: (client: Bunce) => unknown): number => written.length;

describe('the compiler', () => {
  it('takes what a back end writes', () => {
    const client: Bunce = bunce({ baseUrl: BUNCE_LIVE, key: process.env['BUNCE_KEY'] });
    expect(Object.keys(client)).toEqual(['customers', 'devices', 'attributes', 'events', 'transactions', 'close']);
    const written = [
      async ({ customers }: Bunce): Promise<Customer | undefined> => customers.find((await customers.create(whole)).customer_id),
      async ({ events }: Bunce): Promise<readonly EventDefinition[]> => events.list({ perPage: 50 }).all(),
      async ({ attributes }: Bunce): Promise<readonly RowEnd[]> =>
        attributes.set([{ id: 'a', value: new Date(), customer: { email: 'a@example.com' } }]),
      async ({ events }: Bunce): Promise<void> =>
        events.trigger({ event_id: 'e', payload: { customer: whole, Amount: 12.5, 'Paid at': new Date() } }),
    ];
    expect(written.map(uses)).toEqual([1, 1, 1, 1]);
  });

  it('says what Bunce would refuse or lose', () => {
    const wrong = [
      // @ts-expect-error: Bunce wants all five.
      async ({ customers }: Bunce) => customers.create({ customer_id: 'u1', email: 'a@example.com' }),
      // @ts-expect-error: the id stands in the path.
      async ({ customers }: Bunce) => customers.update('u1', { customer_id: 'u2' }),
      // @ts-expect-error: nobody has such a device.
      async ({ devices }: Bunce) => devices.add('u1', [{ device_type: 'windows', device_token: 't' }]),
      // @ts-expect-error: a value belongs to somebody.
      async ({ attributes }: Bunce) => attributes.set([{ id: 'a', value: 'x' }]),
      // @ts-expect-error: no type of Bunce's.
      async ({ attributes }: Bunce) => attributes.create({ name: 'Born', data_type: 'date' }),
      // @ts-expect-error: an event happened to somebody.
      (): Trigger => ({ event_id: 'e', payload: { Amount: 12.5 } }),
    ];
    expect(wrong).toHaveLength(6);
  });
});
