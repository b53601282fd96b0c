export interface Session {
  readonly payer: string;
  readonly email: string;
  readonly token: string;
  readonly at: number;
}

export function sessionCompleted({ payer, email, token, at }: Session): string {
  const object = {
    id: `cs_${token}`,
    mode: 'payment',
    payment_status: 'paid',
    payment_intent: token,
    customer: payer,
    customer_details: { email, name: `Card Holder${payer}` },
    amount_total: 1200,
    currency: 'usd',
  };
  return JSON.stringify({ id: `evt_${token}`, type: 'checkout.session.completed', livemode: true, created: at, data: { object } });
}
