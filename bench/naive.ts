import * as z from 'zod/mini';

import { LOCAL_KEYS } from '../local/bunce/server.ts';
import { emailOf } from '../local/load/bodies.ts';
import type { Webhook } from '../local/load/webhooks.ts';

type Named = readonly { readonly name: string; readonly id: string }[];

export interface NaiveOptions {
  readonly baseUrl: string;
  readonly catalogue: { readonly events: Named; readonly attributes: Named };
}

const List = z.object({ data: z.array(z.object({ name: z.string(), id: z.string() })) });

/** What such an integration holds in its settings: the ids, pasted by hand. */
export async function idsAt(baseUrl: string): Promise<NaiveOptions['catalogue']> {
  const listed = async (path: string): Promise<Named> => {
    const response = await fetch(`${baseUrl}${path}?per_page=100`, { headers: { 'x-authorization': LOCAL_KEYS.test } });
    return List.parse(await response.json()).data;
  };
  return { events: await listed('/events'), attributes: await listed('/attributes') };
}

/**
 * Each webhook as the hand-made integrations send it: the customer by a call of its own, then the event, then its attributes.
 * A purchase finds its customer's id in a table of the integration's own, so that it saves the look-up. Returns the number of calls.
 */
export async function sendNaively(webhooks: readonly Webhook[], { baseUrl, catalogue }: NaiveOptions): Promise<number> {
  let calls = 0;
  const call = async ({ method, path, body }: { readonly method: string; readonly path: string; readonly body: object }): Promise<void> => {
    calls += 1;
    const headers = { 'content-type': 'application/json', 'x-authorization': LOCAL_KEYS.test };
    const response = await fetch(`${baseUrl}${path}`, { method, headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    await response.arrayBuffer();
  };
  for (const webhook of webhooks) {
    const customer = customerOf(webhook);
    if (webhook.kind === 'sign-up') await call({ method: 'POST', path: '/customers', body: customer });
    if (webhook.kind === 'update') await call({ method: 'PUT', path: `/customers/${customer.customer_id}`, body: customer });
    await call({ method: 'POST', path: '/events/trigger', body: triggerOf(webhook, catalogue) });
    await call({ method: 'POST', path: '/attributes/customers', body: attributesOf(webhook, catalogue) });
  }
  return calls;
}

const customerOf = ({ person, token }: Webhook) => ({
  customer_id: `user_${person}`,
  email: emailOf(person),
  first_name: 'Ada',
  last_name: token,
  phone_no: `+23480312${String(10_000 + person)}`,
});

const EVENTS = { 'sign-up': 'Signed up', update: 'Profile updated', purchase: 'Purchase completed' } as const;

const idOf = (rows: Named, wanted: string): string => {
  const found = rows.find(({ name }) => name === wanted);
  if (!found) throw new Error(`the account has no "${wanted}"`);
  return found.id;
};

const timeOf = ({ at }: Webhook): string => new Date(at * 1000).toISOString().replace('.000', '');

function triggerOf(webhook: Webhook, { events }: NaiveOptions['catalogue']): object {
  const { kind, person, token } = webhook;
  const name = kind === 'sign-up' || kind === 'update' ? EVENTS[kind] : EVENTS.purchase;
  const time = timeOf(webhook);
  const parameters = {
    'sign-up': { 'Signed up at': time },
    update: { 'Updated at': time },
    purchase: { Amount: 1250, Currency: 'NGN', Reference: token, 'Payment method': 'card', 'Purchased at': time },
  }[kind === 'sign-up' || kind === 'update' ? kind : 'purchase'];
  return { event_id: idOf(events, name), payload: { email: emailOf(person), ...parameters } };
}

const NAMES = {
  'Signed up': ['Signed up at', 'Signed up as'],
  'Profile updated': ['Updated at', 'Known as'],
  'Purchase completed': ['Last purchase at', 'Last purchase'],
} as const;

function attributesOf(webhook: Webhook, { attributes }: NaiveOptions['catalogue']): object {
  const { kind, person, token } = webhook;
  const [at, as] = NAMES[kind === 'sign-up' || kind === 'update' ? EVENTS[kind] : EVENTS.purchase];
  const customer_email = emailOf(person);
  return {
    attributes: [
      { id: idOf(attributes, at), value: timeOf(webhook), customer_email },
      { id: idOf(attributes, as), value: token, customer_email },
    ],
  };
}
