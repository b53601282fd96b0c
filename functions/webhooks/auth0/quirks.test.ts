import { describe, expect, it } from 'vitest';

import { causeOf } from '../../../shared/webhook/cause.ts';
import { payloadOf } from '../../../shared/webhook/payload.ts';
import { commandsOf } from '../../../shared/webhook/provider.ts';
import { auth0 } from './provider.ts';

const entry = (type: string, data: object = {}) => ({
  log_id: type,
  data: { type, user_id: 'auth0|1', user_name: 'quirk@example.com', ...data },
});
const identify = (payload: unknown) => auth0.identify({ headers: {}, body: Buffer.from(JSON.stringify(payload)) }, payload);
const tell = (payload: unknown) => auth0.events[identify(payload).type]?.(payload) ?? [];
const become = (payload: unknown) => commandsOf(tell(payload));
const lines = (...entries: readonly object[]): unknown =>
  payloadOf(Buffer.from(`${entries.map((one) => JSON.stringify(one)).join('\n')}\n`));

describe('auth0', () => {
  it('reads the entries of a log stream one by one, as an array and as lines', () => {
    expect(become(lines(entry('ss')))).toHaveLength(2);
    expect(become(lines(entry('fs'), entry('ss'), entry('sdu')))).toEqual(become([entry('fs'), entry('ss'), entry('sdu')]));
    expect(become([entry('ss'), entry('sdu')])).toHaveLength(3);
  });

  it('takes no log type for a property of every object', () => {
    expect(become([entry('constructor'), entry('toString')])).toEqual([]);
  });

  it('never takes the administrator for the user who was created', () => {
    const request = { method: 'post', path: '/api/v2/users', auth: { user: { email: 'admin@example.com' } } };
    const response = { statusCode: 201, body: { user_id: 'auth0|2' } };
    expect(JSON.stringify(become(entry('sapi', { details: { request, response } })))).not.toContain('admin');
  });

  it('says nothing of a user whom the API refused to create', () => {
    const details = { request: { method: 'post', path: '/api/v2/users' }, response: { statusCode: 409, body: {} } };
    expect(become(entry('sapi', { details }))).toEqual([]);
  });

  it('reads what it can of a batch, and says of the rest which and why', () => {
    const bad = [entry('ss', { user_id: {} }), 'no JSON at all', { log_id: 'x' }];
    const told = tell([entry('ss'), ...bad, entry('fs')]);
    expect(told).toMatchObject({ commands: [{}, {}], unreadable: bad.map((each) => ({ entry: each, cause: expect.any(Error) })) });
    expect(tell([...bad, entry('fs')])).toMatchObject({ commands: [], unreadable: [{}, {}, {}] });
  });

  it('calls a batch unreadable of which nothing can be read, and one without end', () => {
    expect(() => tell([entry('ss', { user_id: {} }), 7])).toThrow(/data\.user_id/);
    expect(() => tell(Array.from({ length: 10_001 }, () => entry('fs')))).toThrow(/more than 10000 entries/);
  });

  it('knows a batch by its entries, not by how they are written', () => {
    const [one, two] = [entry('ss'), entry('sdu')];
    const idOf = (payload: unknown) => identify(payload).id;
    expect(idOf([two, one].map((each) => ({ more: 1, ...each })))).toBe(idOf([two, one]));
    expect(new Set([idOf([one]), idOf([two]), idOf([one, two]), idOf([{}]), idOf([{ log_id: 1 }])]).size).toBe(5);
  });

  it('tells an entry once that a batch holds twice, and says in words why it can read none', () => {
    expect(become([entry('ss'), entry('ss'), entry('sdu')])).toHaveLength(3);
    const cause = (() => {
      try {
        return tell([{ log_id: 'l1', data: null }]);
      } catch (error) {
        return causeOf(error);
      }
    })();
    expect(cause).toBe('0: data: expected an object, got null');
  });

  it('finds the number of who signs up by text message, and the address that was typed', () => {
    expect(become(entry('ss', { strategy: 'sms', user_name: '+2348031112222' }))).toMatchObject([
      { customer: { phone: '+2348031112222' } },
      {},
    ]);
    const details = { body: { email: 'typed@example.com' } };
    expect(become(entry('ss', { user_name: 'quirk', details }))).toMatchObject([{ customer: { email: 'typed@example.com' } }, {}]);
  });

  it('tells of somebody known by one of id and e-mail, and of nobody that it cannot read', () => {
    expect(become(entry('ss', { user_id: '' }))).toMatchObject([{ customer: { email: 'quirk@example.com' } }, {}]);
    expect(become(entry('sdu', { user_name: [] }))).toMatchObject([{ customer: { id: 'auth0|1' } }]);
    expect(() => become(entry('sdu', { user_id: '', user_name: 'quirk' }))).toThrow(/neither a user id nor an e-mail/);
  });

  const user = { user_id: 'auth0|1', email: 'quirk@example.com', name: 'quirk@example.com', last_login: '2026-03-14T09:26:50Z' };
  const updated = (object: object, before?: unknown) =>
    become({
      id: 'evt_1',
      type: 'user.updated',
      time: '2026-03-14T09:26:55Z',
      data: { object: { ...user, ...object }, previous_object: before },
    });

  it('says nothing of a mere log-in, but of every change where it is not told what was before', () => {
    expect(updated({ logins_count: 2 }, { ...user, logins_count: 1, last_login: '2026-03-01T00:00:00Z' })).toEqual([]);
    expect(updated({ given_name: 'Quirk' }, user)).toMatchObject([
      { customer: { firstName: 'Quirk' } },
      { event: { name: 'profile_updated' } },
    ]);
    for (const unknown of [undefined, null, 'text', {}, { logins_count: 1 }]) expect(updated({}, unknown)).toHaveLength(2);
  });

  it('finds the name that a form of the team put into the metadata', () => {
    const before = { ...user, user_metadata: {} };
    expect(updated({ user_metadata: { firstName: 'Quirk', last_name: 'Q' } }, before)).toMatchObject([
      { customer: { firstName: 'Quirk', lastName: 'Q' } },
      {},
    ]);
    expect(updated({ name: 'Quirk Q', user_metadata: { name: 'Other' } })).toMatchObject([{ customer: { name: 'Quirk Q' } }, {}]);
  });

  it('loses no user over a detail', () => {
    const odd = { phone_number: 2348031234567, given_name: {}, updated_at: 'now', identities: 'auth0' };
    expect(updated(odd)).toMatchObject([{ customer: { phone: '2348031234567' }, occurredAt: '2026-03-14T09:26:55.000Z' }, {}]);
  });
});
