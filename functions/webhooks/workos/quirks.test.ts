import { describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
import { workos } from './provider.ts';
import { verify } from '../../../shared/webhook/signature.ts';

const become = (type: string, over: object = {}) =>
  commandsOf(
    workos.events[type]?.({ created_at: '2026-01-01T00:00:00Z', data: { id: 'user_q', email: 'quirk@example.com' }, ...over }) ?? [],
  );
const after = (...fields: readonly string[]) => ({
  context: { previous_attributes: Object.fromEntries(fields.map((field) => [field, null])) },
});

describe('workos', () => {
  it('says nothing of a mere sign-in, but of every other change', () => {
    expect(become('user.updated', after('last_sign_in_at', 'updated_at'))).toEqual([]);
    for (const told of [after('last_sign_in_at', 'email'), after(), {}, { context: 'odd' }])
      expect(become('user.updated', told)).toHaveLength(2);
  });

  it('reads its stamp in milliseconds, with and without a space before the digest', async () => {
    const [body, now] = [Buffer.from('{}'), new Date('2026-01-01T00:00:00.456Z')];
    const header = workos.signature.sign({ body, secret: 's', now, id: '' })['workos-signature'] ?? '';
    const verdict = (value: string, late = 0) =>
      verify(workos.signature, {
        request: { headers: { 'workos-signature': value }, body },
        secrets: ['s'],
        now: new Date(now.getTime() + late),
      });
    expect(header).toContain('t=1767225600456');
    expect([await verdict(header.replace(',', ', ')), await verdict(header, 180_000), await verdict(header, 182_000)]).toEqual([
      'ok',
      'ok',
      'stale',
    ]);
  });

  it('takes the primary address of a directory that names none outside of its list', () => {
    const emails = [
      { type: 'home', value: 'home@example.com' },
      { primary: true, value: 'Work@Example.com' },
    ];
    const person = (data: object) => become('dsync.user.created', { data: { id: 'directory_user_q', ...data } });
    expect(person({ emails })).toMatchObject([{ customer: { email: 'work@example.com' } }, {}]);
    expect(person({ emails: emails.slice(0, 1) })).toMatchObject([{ customer: { email: 'home@example.com' } }, {}]);
    expect(person({ emails: 'text' })).toHaveLength(2);
  });

  it('keeps the id of WorkOS known beside the one of the team', () => {
    const data = { id: 'user_q', external_id: 'own', name: 'Quirk Q' };
    expect(become('user.deleted', { data })).toMatchObject([{ customer: { id: 'own', aliases: ['user_q'], name: 'Quirk Q' } }]);
  });

  it('takes the id of WorkOS where a program wrote that there is no other', () => {
    const told = become('user.created', { data: { id: 'user_q', external_id: 'null' } });
    expect(told).toMatchObject([{ customer: { id: 'user_q' } }, { occasion: 'customer:user_q:created' }]);
  });

  it('sees a mere sign-in by code, and a directory that changed nothing', () => {
    expect(become('user.updated', after('last_sign_in_at', 'email_verified', 'updated_at'))).toEqual([]);
    const data = (...fields: readonly string[]) => ({ data: { id: 'directory_user_q', ...after(...fields).context } });
    expect(become('dsync.user.updated', data('updated_at'))).toEqual([]);
    expect(become('dsync.user.updated', data('updated_at', 'state'))).toHaveLength(2);
  });

  it('loses no user over a detail', () => {
    const data = { id: 'user_q', email: null, emails: [7, { primary: 'yes', value: 'q@example.com' }], first_name: {}, name: 'Quirk Q' };
    expect(become('user.created', { created_at: 'now', data })).toMatchObject([
      { customer: { id: 'user_q', email: 'q@example.com', name: 'Quirk Q' }, unread: ['occurredAt'] },
      { event: { name: 'signed_up' } },
    ]);
  });
});
