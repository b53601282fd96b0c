import { describe, expect, it } from 'vitest';

import { idOf, person, purchase } from '../local/bunce/simulated.ts';
import { bunceCalled } from './bunce-called.ts';

/** What the pages of Bunce's documentation say of attribute values and triggers, sent by the command line. */
const ada = person('ada');
const data = (body: unknown) => ({ input: JSON.stringify(body) });
const FROM = ['--data', '-'];

describe('values of attributes', () => {
  async function defined() {
    const account = await bunceCalled();
    await account.bunce('POST /customers', ada);
    const id = idOf(await account.bunce('POST /attributes', { name: 'Last seen', data_type: 'timestamp' }));
    return { ...account, id };
  }

  it('are set for whom id, e-mail or customer names, and each that is not has the words of the documentation', async () => {
    const { run, last, id } = await defined();
    const rows = [
      { id, value: '2026-03-14T09:26:53Z', customer_id: 'user_ada' },
      { id, value: '2026-03-14T09:26:53Z', customer_email: ada.email },
      {
        id,
        value: '2026-03-14T09:26:53Z',
        customer: { email: 'obi@example.com', first_name: 'Obi', last_name: 'Eze', phone_no: '+2348031234567' },
      },
      { id, value: 'yesterday', customer_id: 'user_ada' },
    ];
    const { code, stdout } = await run(['attributes', 'set', ...FROM], data(rows));
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: `row 0: saved\nrow 1: saved\nrow 2: saved\nrow 3: Provided value is not a valid format for timestamp attribute. ISO 8601 format is required. Example: 2022-01-01T12:00:00+00:00\n`,
    });
    expect(await last()).toMatchObject({
      path: '/v1/attributes/customers',
      body: { attributes: rows },
      status: 200,
      answer: { success: true, message: 'Customer attributes successfully updated.', data: { errors: { 3: expect.any(String) } } },
    });
  });

  it.each([
    ['an attribute', (id: string) => ({ value: `not ${id}`, customer_id: 'user_ada' }), /422: attributes\.0\.id is required/],
    ['an attribute by its UUID', () => ({ id: '7', value: 'x', customer_id: 'user_ada' }), /422: attributes\.0\.id is not valid/],
    ['a value', (id: string) => ({ id, customer_id: 'user_ada' }), /422: value is required and must be present/],
    ['a customer', (id: string) => ({ id, value: 'x' }), /422: customer_id is required and must be present/],
    [
      'anybody by the customer',
      (id: string) => ({ id, value: 'x', customer: { first_name: 'Ada' } }),
      /422: customer_id is required when email is not present/,
    ],
  ])('that do not name %s are refused whole', async (_, row, words) => {
    const { run, id } = await defined();
    expect(await run(['attributes', 'set', ...FROM], data([row(id)]))).toMatchObject({ code: 1, stderr: expect.stringMatching(words) });
  });
});

describe('a trigger', () => {
  async function defined() {
    const account = await bunceCalled();
    const id = idOf(await account.bunce('POST /events', purchase));
    const told = async () => (await account.control('GET /events')).body;
    return { ...account, id, told };
  }

  it.each([
    ['the e-mail', { email: ada.email }],
    ['a customer by id', { customer: { customer_id: 'user_ada' } }],
    [
      'a customer by e-mail, with all that is known',
      { customer: { email: ada.email, first_name: 'Ada', last_name: 'Eze', phone_no: ada.phone_no, devices: [] } },
    ],
  ])('that names %s is told', async (_, whom) => {
    const { run, last, id } = await defined();
    const payload = { ...whom, Amount: 12.5, 'Funding Method': 'card' };
    expect(await run(['events', 'trigger', id, ...FROM], data(payload))).toMatchObject({ code: 0, stdout: 'triggered Purchase\n' });
    expect(await last()).toMatchObject({
      body: { event_id: id, payload },
      answer: { success: true, data: true, message: 'Event successfully triggered' },
    });
  });

  it.each([
    ['names nobody', { Amount: 1 }, /422: .*email is required when customer is not present/],
    [
      'names a customer by neither id nor e-mail',
      { customer: { first_name: 'Ada' }, Amount: 1 },
      /422: .*customer_id is required when email is not present/,
    ],
    ['lacks what is required', { email: ada.email }, /422: payload\.Amount is required/],
    ['has what the event does not', { email: ada.email, Amount: 1, amount: 1 }, /422: amount is not a parameter of this event/],
    ['has a value of another type', { email: ada.email, Amount: 'much' }, /422: payload\.Amount is not a valid numeric/],
  ])('that %s is refused', async (_, payload, words) => {
    const { run, id, told } = await defined();
    expect(await run(['events', 'trigger', id, ...FROM], data(payload))).toMatchObject({ code: 1, stderr: expect.stringMatching(words) });
    expect(await told()).toEqual([]);
  });

  it('of an event that the account does not have is refused', async () => {
    const { run } = await defined();
    const unknown = '00000000-0000-4000-8000-000000000009';
    expect(await run(['events', 'trigger', unknown, '--email', ada.email])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('(422: event_id does not exist)'),
    });
  });

  it('whose time is written otherwise succeeds without it, and that is said', async () => {
    const { run, id, told } = await defined();
    const parameters = ['--param', 'Amount=12.5', '--param', 'Paid at=2026-03-14 09:26'];
    expect(await run(['events', 'trigger', 'Purchase', '--email', ada.email, ...parameters])).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('Bunce drops "Paid at" in silence: a time is written 2026-03-14T09:26:53Z'),
    });
    expect(await told()).toMatchObject([{ event_id: id, payload: { Amount: 12.5 }, skipped: ['Paid at'] }]);
  });
});
