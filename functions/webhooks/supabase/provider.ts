import { bodyMark } from '../../../shared/webhook/body-mark.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import { StampSettings } from '../../../shared/webhook/provider-settings.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';
import { signature } from './signature.ts';

/** https://supabase.com/docs/guides/database/webhooks and https://supabase.com/docs/guides/auth/auth-hooks */
export const supabase: Provider<typeof StampSettings> = {
  name: 'supabase',
  settings: StampSettings,

  signature,

  // A database webhook has no id and is never sent again; an auth hook repeats its header.
  idHeader: 'webhook-id',
  identify({ body }, payload) {
    const change = shape.Change.safeParse(payload);
    if (!change.success) {
      const { metadata } = shape.Hook.parse(payload);
      return { type: metadata?.name ?? 'auth hook', id: metadata?.uuid ?? null, mode: 'live' };
    }
    const { type, schema, table, record, old_record: before } = change.data;
    const row = record ?? before;
    // A row is made and deleted once; only its changes may share a time.
    const mark = type === 'UPDATE' || !row ? bodyMark(body) : '';
    const id = [type, `${schema}.${table}`, row?.id, row?.updated_at, mark].filter(Boolean).join(':');
    return { type: `${type} ${schema}.${table}`, id, mode: 'live' };
  },

  metadata: { places: ['record.raw_app_meta_data', 'old_record.raw_app_meta_data'], setBy: 'merchant' },
  events: {
    'INSERT auth.users': on(shape.Inserted, become.inserted),
    'UPDATE auth.users': on(shape.Updated, become.updated),
    'DELETE auth.users': on(shape.Deleted, become.deleted),
  },
};
