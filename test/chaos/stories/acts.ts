import { userCreated, userDeleted, userUpdated } from '../bodies/clerk.ts';
import { chargeSuccess } from '../bodies/paystack.ts';
import { sessionCompleted } from '../bodies/stripe.ts';
import { BASE, deletionKey, tokenOf } from '../keys.ts';
import type { Human, Made, Scene } from '../webhook.ts';
import { onlyTrigger, purchaseTells, signUpTells, updateTells } from './telling.ts';

export interface Account {
  /** The number of the person: of the account, and of the payer beside it. */
  readonly person: number;
  readonly email: string;
  /** Human it is told of, where it is not the account's own. */
  readonly of?: readonly string[];
}

export const addressOf = (person: number): string => `p${person}@example.com`;
export const userOf = (person: number): string => `user_${person}`;
/** One in four gives no number, without which Bunce creates nobody by a call of its own: what shares an address is not told of at all then. */
export const hasNoPhone = (person: number): boolean => person % 4 === 1;
const phoneOf = (person: number): string | undefined => (hasNoPhone(person) ? undefined : `+23480312${String(10_000 + (person % 90_000))}`);
export const payerOf = (person: number): number => 70_000_000 + person;

/** Ids by which Bunce may know a payer of this number. */
export const payerIds = (payer: number): readonly string[] => [
  `paystack:${payer}`,
  `paystack:CUS_${payer}`,
  `stripe:cus_${payer}`,
  `shopify:${payer}`,
  `segment:app_${payer}`,
];

/** An account, and the payer whose number it shares. */
export const account = (person: number, more: Partial<Human> = {}): Human => ({
  name: userOf(person),
  account: true,
  ids: [userOf(person), ...payerIds(payerOf(person))],
  emails: [addressOf(person)],
  ...more,
});

/** Pays and has no account. */
export const guest = (person: number, more: Partial<Human> = {}): Human => ({
  name: `guest_${person}`,
  account: false,
  ids: payerIds(payerOf(person)),
  emails: [addressOf(person)],
  ...more,
});

const timeOf = (index: number): number => BASE + index;

export const signsUp =
  ({ person, email, of = [userOf(person)] }: Account, more: Partial<Made> = {}): Scene =>
  (index) => {
    const [token, at] = [tokenOf(index), timeOf(index)];
    const body = userCreated({ user: userOf(person), email, token, at, phone: phoneOf(person) });
    return { provider: 'clerk', body, tells: signUpTells({ key: token, of, at }), happening: userOf(person), ...more };
  };

export const updates =
  ({ person, email, of = [userOf(person)] }: Account, more: Partial<Made> = {}): Scene =>
  (index) => {
    const [token, at] = [tokenOf(index), timeOf(index)];
    const body = userUpdated({ user: userOf(person), email, token, at, phone: phoneOf(person) });
    return { provider: 'clerk', body, tells: updateTells({ key: token, of, at }), happening: userOf(person), ...more };
  };

export const leaves =
  ({ person, of = [userOf(person)] }: Omit<Account, 'email'>, more: Partial<Made> = {}): Scene =>
  (index) => {
    const at = timeOf(index);
    const key = deletionKey(new Date(at * 1000).toISOString());
    const body = userDeleted({ user: userOf(person), at });
    return { provider: 'clerk', body, tells: onlyTrigger({ key, of, at }), happening: userOf(person), ...more };
  };

export interface Payer {
  readonly payer: number;
  readonly email?: string;
  readonly of: readonly string[];
}

export const paysByPaystack =
  ({ payer, email, of }: Payer, more: Partial<Made> = {}): Scene =>
  (index) => {
    const [token, at] = [tokenOf(index), timeOf(index)];
    const body = chargeSuccess({ payer, email, token, at });
    const idOnly = email === undefined;
    return { provider: 'paystack', body, tells: purchaseTells({ key: token, of, at }), happening: `paystack ${payer}`, idOnly, ...more };
  };

export const paysByStripe =
  ({ payer, email = '', of }: Payer, more: Partial<Made> = {}): Scene =>
  (index) => {
    const [token, at] = [tokenOf(index), timeOf(index)];
    const body = sessionCompleted({ payer: `cus_${payer}`, email, token, at });
    return { provider: 'stripe', body, tells: purchaseTells({ key: token, of, at }), happening: `stripe ${payer}`, ...more };
  };
