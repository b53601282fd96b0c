import { describe, expect, it } from 'vitest';

import { payloadOf } from '../../../shared/webhook/payload.ts';
import { auth0 } from './provider.ts';

const entry = (type: string, data: object = {}) => ({
  log_id: type,
  data: { type, user_id: 'auth0|1', user_name: 'quirk@example.com', ...data },
});
const become = (payload: unknown) => {
  const { type } = auth0.identify({ headers: {}, body: Buffer.from(JSON.stringify(payload)) }, payload);
  return auth0.events[type]?.(payload) ?? [];
};
const lines = (...entries: readonly object[]): unknown =>
  payloadOf(Buffer.from(`${entries.map((one) => JSON.stringify(one)).join('\n')}\n`));

describe('auth0', () => {
  it('reads the entries of a log stream one by one, as an array and as lines', () => {
    expect(become(lines(entry('ss')))).toHaveLength(2);
    expect(become(lines(entry('s'), entry('ss'), entry('sdu')))).toEqual(become([entry('s'), entry('ss'), entry('sdu')]));
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
});
