import { describe, expect, it } from 'vitest';

import { AMARA, refusal } from '../../local/bond/client.ts';
import { startClient, troubleOf } from './bond.ts';

const ADVISED = [2000, 4000, 8000];
const serverError = { Message: 'Busy.', Status: 500, Code: 'unknown_error', Type: 'Server Error' };

describe('a Server Error', () => {
  it('is asked again after 2, 4 and 8 seconds, then told', async () => {
    const { client, control, waits, asked } = await startClient();
    await control('POST /faults', { status: 500, body: serverError });
    const { message, status, code, type } = await troubleOf(client.retrieve(AMARA));
    expect({ message, status, code, type }).toEqual({
      message: 'Bond answered 500 (unknown_error, Server Error): Busy.',
      status: 500,
      code: 'unknown_error',
      type: 'Server Error',
    });
    expect(waits).toEqual(ADVISED);
    expect(await asked()).toHaveLength(4);
  });

  it.each([
    ['a service that failed another', { status: 424 }],
    ['an error without a type', { status: 503, body: { error: 'down' } }],
    ['a page of a gateway', { status: 502, garbage: true }],
  ])('may be %s', async (...[, fault]) => {
    const { client, control, waits } = await startClient();
    await control('POST /faults', { ...fault, times: 1 });
    expect(await client.retrieve(AMARA)).toMatchObject({ customer_id: AMARA });
    expect(waits).toEqual([2000]);
  });

  it('hides that a deletion was done already', async () => {
    const { client, control } = await startClient();
    await control('POST /faults', { status: 500, processedButLost: true, method: 'DELETE', times: 1 });
    expect(await client.remove(AMARA)).toBe('removed');
  });
});

describe('any other error', () => {
  it.each([
    ['Request Error', { status: 400, body: { Message: 'No.', Status: 400, Code: 'invalid_parameter', Type: 'Request Error' } }],
    ['Process Error', { status: 500, body: { Message: 'No.', Status: 500, Code: 'process', Type: 'Process Error' } }],
    ['status that no page names', { status: 429, body: 'slow down' }],
    ['cut line', { drop: true }],
  ])('is not asked again: a %s', async (...[, fault]) => {
    const { client, control, waits, asked } = await startClient();
    await control('POST /faults', fault);
    await troubleOf(client.remove(AMARA));
    expect({ waits, asked: await asked() }).toMatchObject({ waits: [], asked: { length: 1 } });
  });

  it('tells every field, in the depth of an address too', async () => {
    const { client, control } = await startClient();
    const Message = { last_name: ['Missing data for required field.'], addresses: { 0: { street: ['Too long.', 'Odd.'] } } };
    await control('POST /faults', { status: 400, body: { ...refusal('create_customer_schema', Message), Status: 400 } });
    const { fields, message } = await troubleOf(client.retrieve(AMARA));
    expect(fields).toEqual({ last_name: ['Missing data for required field.'], 'addresses.0.street': ['Too long.', 'Odd.'] });
    expect(message).toBe(
      'Bond answered 400 (create_customer_schema, Request Error): last_name: Missing data for required field.; addresses.0.street: Too long. Odd.',
    );
  });

  it.each([{ schemaMessage: 'fields', changeCode: 'other' } as const, { schemaMessage: 'text' } as const])(
    'of a change is told with %j',
    async (switches) => {
      const { client } = await startClient({ switches });
      const { message, code } = await troubleOf(client.update(AMARA, { change: { ssn: '532-11-8765' } }));
      expect(message).toContain('ssn: Must be unique.');
      expect(code).toBe('changeCode' in switches ? 'other' : 'update_customer_schema');
    },
  );
});

describe('what is wrong with the account', () => {
  it.each([401, 403] as const)('is a key that Bond answers with %i', async (badKeyStatus) => {
    const { client } = await startClient({ switches: { badKeyStatus }, account: { authorization: 'wrong' } });
    const { status, message } = await troubleOf(client.retrieve(AMARA));
    expect({ status, message }).toEqual({ status: badKeyStatus, message: expect.stringContaining('API key') });
  });

  it('is an address where nobody listens, or where somebody else does', async () => {
    const away = await startClient({ account: { baseUrl: 'http://127.0.0.1:9' } });
    expect(await troubleOf(away.client.retrieve(AMARA))).toMatchObject({ kind: 'unanswered', status: 0 });
    const { simulator } = await startClient();
    const old = await startClient({ account: { baseUrl: simulator.url.replace('v0.1', 'v0/') } });
    expect(await troubleOf(old.client.remove(AMARA))).toMatchObject({ status: 404, hint: expect.stringContaining('baseUrl') });
  });

  it.each(['PATCH', 'DELETE', 'GET'])('is somebody who answers %s with a page', async (method) => {
    const { client, control } = await startClient();
    await control('POST /faults', { garbage: true, method });
    const work = { PATCH: client.update, DELETE: client.remove, GET: client.retrieve }[method] ?? client.retrieve;
    expect(await troubleOf(work(AMARA, { change: { email: 'a@example.com' } }))).toMatchObject({ kind: 'unlike', status: 200 });
  });

  it('is somebody whose answer to a deletion says nothing of one', async () => {
    const { client, control } = await startClient();
    await control('POST /faults', { status: 200, body: { hello: 'world' }, method: 'DELETE' });
    expect(await troubleOf(client.remove(AMARA))).toMatchObject({ kind: 'unlike' });
  });
});
