import type { Story } from '../webhook.ts';
import { account, addressOf, guest, hasNoPhone, leaves, payerOf, paysByPaystack, paysByStripe, signsUp, updates, userOf } from './acts.ts';
import { unheard } from './telling.ts';

/** What the account of Bunce does: it differs from run to run. */
export interface Rules {
  readonly sameEmail: 'refuse' | 'accept';
  readonly putKeepsValidEmail: boolean;
}

/** People who pay with one card, move to another address, and pay on. */
export function moved(person: number, { putKeepsValidEmail }: Rules): Story {
  const [old, email] = [addressOf(person), `moved${person}@example.com`];
  const of = [userOf(person)];
  const pays = (address: string) => paysByPaystack({ payer: payerOf(person), email: address, of });
  return {
    cast: [account(person, { emails: putKeepsValidEmail ? [email, old] : [email] })],
    chapters: [
      [signsUp({ person, email: old }), pays(old)],
      [updates({ person, email }), pays(old)],
      [paysByStripe({ payer: payerOf(person), email, of }), updates({ person, email })],
    ],
  };
}

/** Two accounts with the address of their family, of whom one leaves it. */
export function shared(person: number, { sameEmail, putKeepsValidEmail }: Rules): Story {
  const [one, other] = [person, person + 1];
  const [family, own] = [addressOf(person), `own${person}@example.com`];
  const refusable = sameEmail === 'refuse' || hasNoPhone(one) || hasNoPhone(other);
  const either = [userOf(one), userOf(other)];
  const pays = (payer: number, of: readonly string[]) => paysByPaystack({ payer: payerOf(payer), email: family, of });
  return {
    cast: [
      account(one, { emails: putKeepsValidEmail || refusable ? [own, family] : [own], refusable }),
      account(other, { ids: [userOf(other)], emails: [family], refusable }),
    ].map((human) => ({ ...human, ids: [human.name] })),
    chapters: [
      [signsUp({ person: one, email: family }), signsUp({ person: other, email: family }), pays(one, either)],
      [updates({ person: other, email: family }), updates({ person: one, email: own })],
      [updates({ person: one, email: own }), updates({ person: other, email: family })],
    ],
  };
}

/** A mistyped address, corrected, whose true owner signs up and buys. */
export function mistyped(person: number, { sameEmail, putKeepsValidEmail }: Rules): Story {
  const [wrong, right] = [person, person + 1];
  const [typo, correct] = [addressOf(person), `right${person}@example.com`];
  const owner = { person: right, email: typo };
  const buys = paysByPaystack({ payer: payerOf(right), email: typo, of: [userOf(right)] });
  // Before its owner has signed up, Bunce may hold the address at the first alone.
  const buysEarly: typeof buys = (index, before) => {
    const made = buys(index, before);
    return { ...made, tells: made.tells.map((telling) => ({ ...telling, refusable: putKeepsValidEmail })) };
  };
  return {
    cast: [
      account(wrong, { ids: [userOf(wrong)], emails: putKeepsValidEmail ? [correct, typo] : [correct] }),
      account(right, { emails: [typo], refusable: putKeepsValidEmail && (sameEmail === 'refuse' || hasNoPhone(right)) }),
    ],
    chapters: [
      [signsUp({ person: wrong, email: typo })],
      [updates({ person: wrong, email: correct })],
      [signsUp(owner), buysEarly, updates(owner)],
    ],
  };
}

/** A guest, and an account that was there already and takes the guest's address: what they pay from then on is the account's. */
export function taken(person: number, { sameEmail, putKeepsValidEmail }: Rules): Story {
  const [owner, visitor] = [person, person + 1];
  const [old, email] = [addressOf(owner), addressOf(visitor)];
  const keeps = putKeepsValidEmail || sameEmail === 'refuse';
  const pays = (of: string) => paysByPaystack({ payer: payerOf(visitor), email, of: [of] });
  return {
    cast: [
      account(owner, { ids: [userOf(owner)], emails: keeps ? [email, old] : [email] }),
      guest(visitor, { emails: [email], takenBy: userOf(owner) }),
    ],
    chapters: [
      [signsUp({ person: owner, email: old }), pays(`guest_${visitor}`)],
      [updates({ person: owner, email })],
      [pays(userOf(owner)), updates({ person: owner, email })],
    ],
  };
}

/** A guest whose sign-up comes long after. */
export function guestFirst(person: number): Story {
  const email = addressOf(person);
  const of = [userOf(person)];
  const pays = paysByPaystack({ payer: payerOf(person), email, of });
  return {
    cast: [account(person)],
    chapters: [
      [pays, pays],
      [signsUp({ person, email }), pays],
      [updates({ person, email }), pays],
    ],
  };
}

/** An account that is erased, whose payer pays on, and a new one that uses the address. */
export function erased(person: number): Story {
  const [old, fresh] = [person, person + 1];
  const email = addressOf(person);
  const pays = paysByPaystack({ payer: payerOf(old), email, of: [userOf(old)] });
  const paysOn: typeof pays = (index, before) => {
    const made = pays(index, before);
    return { ...made, tells: unheard(made.tells) };
  };
  const renewed = { person: fresh, email };
  return {
    cast: [account(old, { emails: [email] }), account(fresh, { ids: [userOf(fresh)], emails: [email], heirOf: userOf(old) })],
    chapters: [[signsUp({ person: old, email }), pays], [leaves({ person: old })], [paysOn, signsUp(renewed), updates(renewed)]],
  };
}
