import { describe, expect, it } from 'vitest';
import { idOf, person, purchase, simulated } from './simulated.ts';

const EMPTY_META = { has_next_page: false, has_prev_page: false, next_page_cursor: null, prev_page_cursor: null };

describe('the calls of the official Node SDK', () => {
  it('creates, finds, lists and edits customers', async () => {
    const { bunce } = await simulated({ switches: { customerList: 'nested' } });
    const devices = [{ device_type: 'ios', device_token: 't1' }];
    const { phone_no, ...rest } = person('ada');
    expect(await bunce('POST /customers', { ...rest, phone_no, devices })).toMatchObject({
      status: 201,
      body: { success: true, message: 'Customer created successfully', data: { ...rest, phone_no } },
    });
    expect((await bunce('GET /customers/user_ada')).body).toMatchObject({ data: { email: 'ada@example.com', devices: [{ token: 't1' }] } });
    expect((await bunce('GET /customers?per_page=1&emails=ada@example.com')).body).toMatchObject({
      data: { data: [{ customer_id: 'user_ada' }], meta: { ...EMPTY_META, per_page: 1 } },
    });
    expect((await bunce('PUT /customers/user_ada', { first_name: 'Adaeze' })).body).toMatchObject({
      data: { first_name: 'Adaeze', last_name: 'Okafor' },
    });
  });

  it('creates and edits customers in bulk', async () => {
    const { bunce } = await simulated();
    const created = await bunce('POST /customers/bulk', { customers: [person('ada'), person('obi')] });
    expect(created).toMatchObject({ status: 201, body: { data: [{ customer_id: 'user_ada' }, { customer_id: 'user_obi' }] } });
    const edited = await bunce('PUT /customers/bulk-update', { customers: [{ customer_id: 'user_obi', last_name: 'Eze' }] });
    expect(edited).toMatchObject({ status: 200, body: { data: [{ customer_id: 'user_obi', last_name: 'Eze' }] } });
  });

  it('adds, lists and rotates devices', async () => {
    const { bunce } = await simulated();
    await bunce('POST /customers', person('ada'));
    const devices = [{ device_type: 'android', device_token: 'old' }];
    expect(await bunce('POST /customers/user_ada/devices', { devices })).toMatchObject({ status: 201, body: { data: [{ token: 'old' }] } });
    const rotated = await bunce('PATCH /customers/user_ada/devices', { current_device_token: 'old', device_token: 'new' });
    expect(rotated.body).toMatchObject({ data: { token: 'new', device_type: 'android' } });
    expect((await bunce('GET /customers/user_ada/devices')).body).toMatchObject({ data: [{ token: 'new' }] });
  });

  it('defines, lists, finds, triggers and deletes events', async () => {
    const { bunce } = await simulated();
    const event_id = idOf(await bunce('POST /events', purchase));
    expect((await bunce('GET /events?per_page=50')).body).toMatchObject({
      data: [{ id: event_id }],
      meta: { ...EMPTY_META, per_page: 50 },
    });
    expect((await bunce(`GET /events/${event_id}`)).body).toMatchObject({ data: { ...purchase, id: event_id } });
    expect(await bunce('POST /events/trigger', { event_id, payload: { email: 'ada@example.com', Amount: 1500.5 } })).toMatchObject({
      status: 200,
      body: { success: true, data: true, message: 'Event successfully triggered' },
    });
    expect((await bunce('DELETE /events', { event_id })).body).toMatchObject({ data: true });
    expect(await bunce(`GET /events/${event_id}`)).toMatchObject({ status: 404, body: { success: false } });
  });

  it('keeps segments', async () => {
    const { bunce } = await simulated();
    const id = idOf(await bunce('POST /segments', { name: 'Savers', description: null }));
    expect((await bunce(`POST /segments/${id}/customers`, { customers: [person('ada'), person('obi')] })).body).toMatchObject({
      data: null,
    });
    await bunce(`DELETE /segments/${id}/customers`, { customers: ['ada@example.com'] });
    expect((await bunce(`PATCH /segments/${id}`, { name: 'Big savers' })).body).toMatchObject({ data: { customers_count: 1 } });
    await bunce(`POST /segments/${id}/all-customers`);
    expect((await bunce('GET /segments?page=1')).body).toMatchObject({ data: [{ id, name: 'Big savers', customers_count: 2 }] });
    expect((await bunce('GET /segments?page=2')).body).toMatchObject({ data: [] });
  });
});
