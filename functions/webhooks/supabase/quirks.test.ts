import { describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
import { Command } from '../../../shared/bunce/command.ts';
import { sharedSecret } from '../../../shared/webhook/shared-secret.ts';
import { standardWebhooks } from '../../../shared/webhook/standard-webhooks.ts';
import { supabase } from './provider.ts';
import { verify } from '../../../shared/webhook/signature.ts';

const row = {
  id: 'u1',
  email: 'quirk@example.com',
  phone: '',
  raw_user_meta_data: { full_name: 'Quirk' },
  updated_at: '2026-01-01T00:00:00+00:00',
};
const update = (before: object, after: object) =>
  commandsOf(supabase.events['UPDATE auth.users']?.({ record: { ...row, ...after }, old_record: { ...row, ...before } }) ?? []);
const body = Buffer.from('{"user":{}}');
const now = new Date(1_700_000_000_000);
const HOOK = 'v1,whsec_bG9jYWwtaG9vay1zZWNyZXQtb2YtMzItYnl0ZXM=';

describe('supabase', () => {
  it('says nothing of a mere sign-in', () => {
    expect(
      update({ last_sign_in_at: '2026-01-01T00:00:00Z' }, { last_sign_in_at: '2026-01-02T00:00:00Z', updated_at: '2026-01-02T00:00:00Z' }),
    ).toEqual([]);
  });

  it('counts a guest who leaves an address as a sign-up', () => {
    expect(update({ is_anonymous: true, email: null }, { is_anonymous: false })).toMatchObject([{}, { event: { name: 'signed_up' } }]);
  });

  it('tells a soft deletion once, and by the address the user had', () => {
    const left = { deleted_at: '2026-01-02T00:00:00Z', email: 'b6f1…' };
    expect(update({}, left)).toMatchObject([{ event: { name: 'account_deleted' }, customer: { email: 'quirk@example.com' } }]);
    expect(supabase.events['DELETE auth.users']?.({ old_record: { ...row, ...left } })).toEqual([]);
  });

  it('takes whatever users write into their own metadata', () => {
    for (const odd of [null, 7, [], { full_name: 7 }, { name: { first: 'x' } }]) {
      expect(update({ phone: '2348031234567' }, { raw_user_meta_data: odd }), JSON.stringify(odd)).toHaveLength(2);
    }
  });

  it('sends a name of any length in a form that the queue takes', () => {
    const told = update({}, { raw_user_meta_data: { full_name: 'x'.repeat(100_000) } }) ?? [];
    expect(told.map((command) => Command.safeParse(command).success)).toEqual([true, true]);
  });

  it('accepts an auth hook signed with any of the secrets that are shown joined', async () => {
    const headers = standardWebhooks().sign({ body, secret: HOOK, now, id: 'm' });
    expect(await verify(supabase.signature, { request: { headers, body }, secrets: [`v1,whsec_AAAA|${HOOK}`], now })).toBe('ok');
  });

  it('never takes the secret of the header for a signing key', async () => {
    const headers = standardWebhooks().sign({ body, secret: '!!!', now, id: 'm' });
    expect(await verify(supabase.signature, { request: { headers, body }, secrets: ['!!!'], now })).toBe('mismatch');
    const plain = sharedSecret({ header: 'authorization', prefix: 'Bearer ' }).sign({ body, secret: '!!!', now, id: 'm' });
    expect(await verify(supabase.signature, { request: { headers: plain, body }, secrets: ['!!!'], now })).toBe('ok');
  });

  it('finds names under whatever keys a team writes', () => {
    const names = (own: object) => update({ raw_user_meta_data: {} }, { raw_user_meta_data: own });
    expect(names({ firstName: 'Quirk', lastName: 'Q' })).toMatchObject([{ customer: { firstName: 'Quirk', lastName: 'Q' } }, {}]);
    for (const own of [{ display_name: 'Quirk Q' }, { displayName: 'Quirk Q' }, { fullName: 'Quirk Q' }])
      expect(names(own)).toMatchObject([{ customer: { name: 'Quirk Q' } }, {}]);
  });

  it('tells somebody who is invited once: by the row, not by the mail that went out or by its confirmation', () => {
    const [sent, confirmed] = [{ invited_at: '2026-01-01T00:00:00Z' }, { email_confirmed_at: '2026-01-02T00:00:00Z' }];
    expect(commandsOf(supabase.events['INSERT auth.users']?.({ record: row }) ?? [])).toHaveLength(2);
    expect([update({}, sent), update(sent, { ...sent, ...confirmed })]).toEqual([[], []]);
  });

  it('loses no user over a detail', () => {
    const odd = { phone: 2348031234567, updated_at: 'now', raw_app_meta_data: 'email' };
    expect(update({}, odd)).toMatchObject([{ customer: { phone: '+2348031234567' }, unread: ['occurredAt'] }, {}]);
  });

  it('tells every change where the row as it was before is left out', () => {
    const untold = (after: object) => commandsOf(supabase.events['UPDATE auth.users']?.({ record: { ...row, ...after } }) ?? []);
    expect(untold({})).toMatchObject([{}, { event: { name: 'profile_updated' } }]);
    expect(untold({ is_anonymous: true })).toEqual([]);
    const [left] = untold({ deleted_at: '2026-01-02T00:00:00Z', email: 'b6f1…' });
    expect(left).toMatchObject({ event: { name: 'account_deleted' }, customer: { id: 'u1' } });
    expect(left?.customer).not.toHaveProperty('email');
  });

  it('knows a row that is told again, and each of its changes', () => {
    const idOf = (type: string, text: string) =>
      supabase.identify({ headers: {}, body: Buffer.from(text) }, { type, schema: 'auth', table: 'users', record: row, old_record: null })
        .id;
    expect(idOf('INSERT', 'a')).toBe(idOf('INSERT', 'b'));
    expect(idOf('UPDATE', 'a')).not.toBe(idOf('UPDATE', 'b'));
  });
});
