import { isSomebody, track } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { person, productOf } from './map.ts';
import type { SubscriptionEvent } from './schema.ts';

type Name = 'subscription_started' | 'subscription_cancelled' | 'subscription_changed';

interface Telling {
  readonly name: Name;
  readonly outcome: string;
  readonly at: string | number | null;
  readonly more?: { readonly endsAt?: ReturnType<typeof time>; readonly status?: string };
}

function tell({ data: { id, attributes } }: SubscriptionEvent, { name, outcome, at, more }: Telling): Told {
  const who = person(attributes);
  if (!isSomebody(who)) return 'nobody';
  const occasion = id === null ? undefined : `subscription:${id}:${outcome}`;
  const properties = { plan: productOf(attributes), reference: id };
  return [track(name, { customer: who, occurredAt: time(at), occasion, properties: { ...properties, ...more } })];
}

export const started = (event: SubscriptionEvent): Told =>
  tell(event, { name: 'subscription_started', outcome: 'started', at: event.data.attributes.created_at });

export function cancelled(event: SubscriptionEvent): Told {
  const { updated_at: at, ends_at: end } = event.data.attributes;
  return tell(event, { name: 'subscription_cancelled', outcome: `cancelled:${String(at)}`, at, more: { endsAt: time(end) } });
}

export function statusChanged(event: SubscriptionEvent): Told {
  const { updated_at: at, ends_at: end, status: code } = event.data.attributes;
  const status = code.replace('_', ' ');
  return tell(event, { name: 'subscription_changed', outcome: `${status}:${String(at)}`, at, more: { status, endsAt: time(end) } });
}
