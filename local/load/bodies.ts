/** What a webhook is, seen from Bunce. */
export type Kind = 'sign-up' | 'update' | 'purchase' | 'request' | 'stranger' | 'unreadable' | 'not-json';

/** What a body is made of. */
export interface Happening {
  readonly provider: 'clerk' | 'paystack' | 'stripe';
  readonly kind: Kind;
  readonly person: number;
  /** Stands once in its body and in every call that comes of it. */
  readonly token: string;
  /** Event time in unix seconds, a second of its own. */
  readonly at: number;
}

export const emailOf = (person: number): string => `p${person}@example.com`;

/** As the provider writes it. */
export function bodyOf({ kind, provider, person, token, at }: Happening): string {
  if (kind === 'not-json') return `not JSON ${token}`;
  if (kind === 'unreadable') return JSON.stringify({ event: 'charge.success', data: { id: token, domain: 'live' } });
  if (provider === 'clerk') return JSON.stringify(clerkBody({ kind, person, token, at }));
  if (provider === 'stripe') return JSON.stringify(stripeBody({ person, token, at }));
  const paid_at = new Date(at * 1000).toISOString();
  const paid = { domain: 'live', status: 'success', amount: 125_000, currency: 'NGN', channel: 'card', paid_at };
  const number = 70_000_000 + person;
  if (kind === 'request' || kind === 'stranger') {
    const id = kind === 'stranger' ? 99_000_000 + Number(token.slice(1)) : number;
    return JSON.stringify({ event: 'charge.success', data: { ...paid, id: token, reference: token, customer: { id } } });
  }
  const customer = { id: number, customer_code: `CUS_${person}`, email: emailOf(person) };
  return JSON.stringify({ event: 'charge.success', data: { ...paid, id: 1, reference: token, customer } });
}

type Event = Pick<Happening, 'person' | 'token' | 'at'>;

/** One in four gives no phone number, without which Bunce creates nobody by a call of its own. */
function clerkBody({ kind, person, token, at }: Event & Pick<Happening, 'kind'>): object {
  const phone = {
    id: 'ph',
    phone_number: `+23480312${String(10_000 + (person % 90_000))}`,
    verification: { status: 'verified', strategy: 'phone_code' },
  };
  const phones = person % 4 === 1 ? [] : [phone];
  const data = {
    id: `user_${person}`,
    first_name: 'Ada',
    last_name: token,
    primary_email_address_id: 'em',
    email_addresses: [{ id: 'em', email_address: emailOf(person), verification: { status: 'verified', strategy: 'email_code' } }],
    primary_phone_number_id: phones[0]?.id ?? null,
    phone_numbers: phones,
    created_at: at * 1000,
    updated_at: at * 1000,
  };
  return { type: kind === 'sign-up' ? 'user.created' : 'user.updated', object: 'event', timestamp: at * 1000, data };
}

function stripeBody({ person, token, at }: Event): object {
  const object = {
    id: `cs_${person}`,
    mode: 'payment',
    payment_status: 'paid',
    payment_intent: token,
    customer: `cus_${person}`,
    customer_details: { email: emailOf(person) },
    amount_total: 1200,
    currency: 'usd',
  };
  return { id: `evt_${token}`, type: 'checkout.session.completed', livemode: true, created: at, data: { object } };
}
