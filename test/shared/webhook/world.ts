import { paystack } from '../../../functions/webhooks/paystack/provider.ts';
import type { Envelope } from '../../../shared/queue/envelope.ts';
import type { Parked } from '../../../shared/queue/parked.ts';
import { accept, type Outcome, type Ports } from '../../../shared/webhook/accept.ts';
import type { Provider } from '../../../shared/webhook/provider.ts';

export const NOW = new Date('2026-03-14T10:00:00Z');
export const SECRET = 'sk_live_world';

export interface World {
  readonly queue: Envelope[];
  readonly parked: Parked[];
  receive(
    body: Buffer | string,
    options?: { readonly headers?: Record<string, string>; readonly testEvents?: 'ignore' | 'send' },
  ): Promise<Outcome>;
}

/** A receiver whose queues are arrays; `ports` replaces what a test wants broken. */
export function world({ ports = {}, provider = paystack }: { readonly ports?: Partial<Ports>; readonly provider?: Provider } = {}): World {
  const [queue, parked]: [Envelope[], Parked[]] = [[], []];
  const whole: Ports = {
    now: () => NOW,
    secret: async () => ({ secrets: [SECRET], credentials: {} }),
    enqueue: async (envelope) => void queue.push(envelope),
    park: async (message) => void parked.push(message),
    ...ports,
  };
  return {
    queue,
    parked,
    receive: (content, { headers, testEvents = 'send' } = {}) => {
      const body = Buffer.from(content);
      const proof = headers ?? provider.signature.sign({ body, secret: SECRET, now: NOW, id: 'msg_1' });
      return accept({ provider, request: { headers: proof, body }, settings: { testEvents, provider: {}, selection: {} }, ports: whole });
    },
  };
}

export const charge = (data: object = {}): string =>
  JSON.stringify({
    event: 'charge.success',
    data: {
      domain: 'live',
      reference: 'r-1',
      amount: 5000,
      currency: 'NGN',
      status: 'success',
      customer: { customer_code: 'CUS_1', email: 'Person@Example.com', first_name: 'Chi', last_name: null, phone: '' },
      plan: {},
      ...data,
    },
  });
