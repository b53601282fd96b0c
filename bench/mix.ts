import { bodyOf } from '../local/load/bodies.ts';
import { tokenOf, type Webhook } from '../local/load/webhooks.ts';

const KINDS = ['sign-up', 'purchase', 'purchase', 'update', 'sign-up', 'purchase', 'sign-up', 'purchase', 'update', 'purchase'] as const;
const BASE = Date.parse('2026-03-01T00:00:00Z') / 1000;

interface Happening {
  readonly kind: 'sign-up' | 'purchase' | 'update';
  readonly index: number;
  readonly person: number;
}

function webhookOf({ kind, index, person: number }: Happening): Webhook {
  const provider = kind === 'purchase' ? 'paystack' : 'clerk';
  // Every fourth has all that Bunce asks for.
  const event = { kind, provider, person: number * 4, token: tokenOf(index), at: BASE + index } as const;
  return { ...event, index, copies: 'one', body: bodyOf(event) };
}

export interface Mixing {
  /** Tells this mix's webhooks and people from another's. */
  readonly from: number;
  readonly count: number;
}

/** Those who were there before the measuring begins. */
export const population = ({ from, count }: Mixing): readonly Webhook[] =>
  Array.from({ length: count }, (_, place) => webhookOf({ kind: 'sign-up', index: from + place, person: from + place }));

/** The first by their provider of each of the population: it tells their id there. */
export const firstPurchases = ({ from, count }: Mixing): readonly Webhook[] =>
  Array.from({ length: count }, (_, place) => webhookOf({ kind: 'purchase', index: from + 50_000 + place, person: from + place }));

/** Of the population before it, in turn. */
export const purchases = ({ from, count }: Mixing, known: Mixing): readonly Webhook[] =>
  Array.from({ length: count }, (_, place) =>
    webhookOf({ kind: 'purchase', index: from + place, person: known.from + (place % known.count) }),
  );

/** 30 % sign-ups; 50 % purchases and 20 % profile updates of the population before it. */
export function mixOf({ from, count }: Mixing, known: Mixing): readonly Webhook[] {
  return Array.from({ length: count }, (_, place) => {
    const kind = KINDS[place % KINDS.length] ?? 'purchase';
    const person = kind === 'sign-up' ? from + place : known.from + ((place * 17) % known.count);
    return webhookOf({ kind, index: from + place, person });
  });
}
