/** What a webhook is, seen from Bunce. */
type Kind = 'sign-up' | 'update' | 'purchase';

/** What a body is made of. */
export interface Happening {
  readonly provider: 'clerk' | 'paystack';
  readonly kind: Kind;
  readonly person: number;
  /** Stands once in its body and in every call that comes of it. */
  readonly token: string;
  /** Event time in unix seconds, a second of its own. */
  readonly at: number;
}

export const emailOf = (person: number): string => `p${person}@example.com`;

/** As the provider writes it. */
export const bodyOf = (happening: Happening): string =>
  JSON.stringify(happening.provider === 'clerk' ? clerkBody(happening) : paystackBody(happening));

function paystackBody({ person, token, at }: Happening): object {
  const paid_at = new Date(at * 1000).toISOString();
  const paid = { domain: 'live', status: 'success', amount: 125_000, currency: 'NGN', channel: 'card', paid_at };
  const customer = { id: 70_000_000 + person, customer_code: `CUS_${person}`, email: emailOf(person) };
  return { event: 'charge.success', data: { ...paid, id: 1, reference: token, customer } };
}

/** One in four gives no phone number, without which Bunce creates nobody by a call of its own. */
function clerkBody({ kind, person, token, at }: Happening): object {
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
