import { describe, expect, it } from 'vitest';

import { AMARA, HOME, refusal, someText, someTexts, startBond, VERIFIED } from './client.ts';

const NEWCOMER = { dob: '1999-12-31', first_name: 'Noor', last_name: 'Haddad', ssn: '111-22-3333', addresses: [HOME] };

describe('creating a customer', () => {
  it('answers the whole customer, with or without the last slash', async () => {
    const { call } = await startBond();
    const answer = await call('POST /customers/', { body: NEWCOMER });
    expect(answer).toMatchObject({ status: 201, body: { first_name: 'Noor', ssn: 'XXX-XX-3333', customer_id: someText } });
    expect(await call('POST /customers', { body: { ...NEWCOMER, ssn: '111-22-4444' } })).toMatchObject({ status: 201 });
  });

  it('names every field that is missing or wrong', async () => {
    const { call } = await startBond();
    const body = { first_name: 'Noor', addresses: [{ ...HOME, is_primary: false }], nick: 'N' };
    const Message = {
      dob: ['Missing data for required field.'],
      addresses: ['At least one primary address is required.'],
      nick: ['Unknown field.'],
    };
    expect(await call('POST /customers', { body })).toMatchObject({ status: 400, body: refusal('create_customer_schema', Message) });
  });

  it('wants a last name by switch, and an SSN nobody else has', async () => {
    const { call } = await startBond({ switches: { lastName: 'required' } });
    const { last_name: _, ...nameless } = NEWCOMER;
    expect((await call('POST /customers', { body: nameless })).body).toMatchObject({
      Message: { last_name: ['Missing data for required field.'] },
    });
    expect((await call('POST /customers', { body: { ...NEWCOMER, ssn: '567684321' } })).body).toMatchObject({
      Message: { ssn: ['Must be unique.'] },
    });
  });

  it('happens once per Idempotency-Key', async () => {
    const { call } = await startBond();
    const sent = { body: NEWCOMER, headers: { 'Idempotency-Key': 'k' } };
    expect(await call('POST /customers', sent)).toEqual(await call('POST /customers', sent));
    expect((await call('GET /customers')).body).toHaveLength(4);
  });

  it('refuses a used Idempotency-Key by switch, for 24 hours', async () => {
    let now = new Date('2026-01-01T00:00:00Z');
    const { call } = await startBond({ switches: { idempotency: 'refuse' }, ports: { now: () => now } });
    const sent = (ssn: string) => ({ body: { ...NEWCOMER, ssn }, headers: { 'Idempotency-Key': 'k' } });
    expect(await call('POST /customers', sent('111-22-3333'))).toMatchObject({ status: 201 });
    expect(await call('POST /customers', sent('111-22-3334'))).toMatchObject({ status: 400 });
    now = new Date('2026-01-02T00:00:00Z');
    expect(await call('POST /customers', sent('111-22-3334'))).toMatchObject({ status: 201 });
  });
});

describe('changing a customer', () => {
  it.each([
    { first_name: 'Anne-Marie' },
    { last_name: 'X' },
    { middle_name: 'José' },
    { dob: '2001-02-30' },
    { phone: '(202) 555' },
    { phone_country_code: '+1' },
    { email: 'none' },
    { email_address: 'a@example.com' },
    { addresses: [] },
    { addresses: [{ ...HOME, street: '1/2 Half St' }] },
    { addresses: [{ ...HOME, state: 'Idaho' }] },
    { addresses: [{ ...HOME, zip_code: '8370' }] },
    { addresses: [{ ...HOME, country: 'USA' }] },
  ])('refuses %j by Bond’s rules', async (body) => {
    const { call } = await startBond();
    const Message = { [Object.keys(body)[0] ?? '']: someTexts };
    expect(await call(`PATCH /customers/${AMARA}`, { body })).toMatchObject({
      status: 400,
      body: refusal('update_customer_schema', Message),
    });
  });

  it('leaves SSN, phone and e-mail out of its answer, or shows all by switch', async () => {
    const { call, control } = await startBond();
    const short = await call(`PATCH /customers/${AMARA}`, { body: { first_name: 'Ama' } });
    expect(short.body).toMatchObject({ first_name: 'Ama' });
    for (const field of ['ssn', 'phone', 'email']) expect(short.body).not.toHaveProperty(field);
    await control('PATCH /switches', { patchAnswer: 'whole' });
    expect((await call(`PATCH /customers/${AMARA}`, { body: {} })).body).toHaveProperty('email');
  });

  it('locks a verified customer but for e-mail, phone and secondary addresses', async () => {
    const { call } = await startBond({ switches: { lockedStatus: 403 } });
    const old = { ...HOME, street: '48 Mill Rd', city: 'Austin', state: 'TX', zip_code: '78701-2210' };
    const edit = async (body: object) => (await call(`PATCH /customers/${VERIFIED}`, { body })).status;
    expect(await edit({ email: 'new@example.org', phone: '512-555-0100' })).toBe(200);
    expect(await edit({ addresses: [old, { ...HOME, is_primary: false }] })).toBe(200);
    expect(await edit({ addresses: [HOME] })).toBe(403);
    expect(await edit({ last_name: 'Smith' })).toBe(403);
    expect(await edit({ phone: '512-555-0100', phone_country_code: '44' })).toBe(403);
  });
});
