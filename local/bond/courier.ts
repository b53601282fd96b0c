import { setTimeout as pause } from 'node:timers/promises';

import { bondSignature } from './signing.ts';
import type { Bond, Delivery, Notice, Subscription } from './state.ts';
import { subscribersOf } from './subscriptions.ts';
import { pythonTime, withDash } from './time.ts';

export interface Courier {
  /** Returns at once; the tries go on until one is answered 200 or 201. */
  announce(notice: Notice): void;
  stop(): void;
}

type Sender = Pick<Bond, 'ports' | 'switches' | 'subscriptions' | 'deliveries'>;

export function courierOf(bond: Sender): Courier {
  const closing = new AbortController();
  let sent = 0;
  let waiting: (() => void) | undefined;
  const isTurn = (every: number): boolean => every > 0 && (sent + 1) % every === 0;

  const hand = (parcel: Parcel): void => {
    const copies = isTurn(bond.switches.repeatEvery) ? 2 : 1;
    sent += 1;
    for (let copy = 0; copy < copies; copy += 1) {
      void deliver(bond, { ...parcel, signal: closing.signal });
    }
    const overtaken = waiting;
    waiting = undefined;
    overtaken?.();
  };

  return {
    announce(notice) {
      const body = JSON.stringify(dated(bond, notice));
      for (const subscriber of subscribersOf(bond, notice.event)) {
        const parcel = { subscriber, event: notice.event, body };
        if (waiting || !isTurn(bond.switches.swapEvery)) hand(parcel);
        else waiting = () => hand(parcel);
      }
    },
    stop: () => closing.abort(),
  };
}

function dated({ ports, switches }: Sender, { event, ...subject }: Notice): object {
  const time = pythonTime(ports.now());
  return { event, occurred_at: event.startsWith('kyc.') && switches.dashForT ? withDash(time) : time, ...subject };
}

interface Parcel {
  readonly subscriber: Subscription;
  readonly event: string;
  readonly body: string;
}

interface Journey extends Parcel {
  readonly signal: AbortSignal;
}

async function deliver(bond: Sender, journey: Journey): Promise<void> {
  const { subscriber, event, body, signal } = journey;
  const delivery: Delivery = { to: subscriber.url, event, body, statuses: [], state: 'trying' };
  bond.deliveries.push(delivery);
  const first = stampNow(bond);
  while (delivery.state === 'trying' && !signal.aborted) {
    const stamp = bond.switches.stampOfRetry === 'renewed' ? stampNow(bond) : first;
    const status = await attempt(bond, { ...journey, stamp });
    delivery.statuses.push(status);
    if (status === 200 || status === 201) delivery.state = 'delivered';
    else if (delivery.statuses.length >= bond.switches.tries) delivery.state = 'given up';
    else await rest(waitAfter(delivery.statuses.length) / bond.switches.clockSpeed, signal);
  }
}

/** Ends early, and without a word, when everything stops. */
const rest = async (milliseconds: number, signal: AbortSignal): Promise<void> =>
  pause(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);

const stampNow = ({ ports }: Sender): number => Math.floor(ports.now().getTime() / 1000);

/** Milliseconds. Seven waits, each four times the one before, make three days. */
const waitAfter = (tries: number): number => (3 * 86_400_000 * 3 * 4 ** (tries - 1)) / (4 ** 7 - 1);

async function attempt({ switches }: Sender, { subscriber, body, signal, stamp }: Journey & { readonly stamp: number }): Promise<number> {
  try {
    const response = await fetch(subscriber.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'bond-signature': bondSignature({ body, secret: subscriber.secret, stamp }) },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(switches.deliveryTimeout)]),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}
