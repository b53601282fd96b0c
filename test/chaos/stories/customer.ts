import { chance } from '../../../local/load/chance.ts';
import type { Scene, Story } from '../webhook.ts';
import { account, addressOf, guest, payerOf, paysByPaystack, paysByStripe, signsUp, updates, userOf } from './acts.ts';

export interface Life {
  readonly person: number;
  readonly seed: number;
  /** Webhooks about them. */
  readonly length: number;
}

/** Most sign up, first or after they have bought; all buy, some by an id alone, under the name on their card. */
export function customer({ person, seed, length }: Life): Story {
  const email = addressOf(person);
  const shopper = person % 3 === 2;
  const who = shopper ? guest(person) : account(person);
  const of = [who.name];
  const payer = payerOf(person);
  const draw = (what: string, turn: number): number => chance(seed, what, person, turn);
  let signedUp = shopper;
  let known = false;
  const next = (turn: number): Scene => {
    if (!signedUp && (draw('sign-up', turn) < 0.7 || turn === length - 1)) {
      signedUp = true;
      return signsUp({ person, email });
    }
    if (signedUp && !shopper && draw('update', turn) < 0.3) return updates({ person, email });
    if (known && draw('id-only', turn) < 0.12) return paysByPaystack({ payer, of });
    if (person % 4 === 3) return paysByStripe({ payer, email, of });
    known = true;
    return paysByPaystack({ payer, email, of });
  };
  const scenes = Array.from({ length }, (_, turn) => next(turn));
  const [first, second] = [Math.ceil(length * 0.6), Math.ceil(length * 0.8)];
  return { cast: [who], chapters: [scenes.slice(0, first), scenes.slice(first, second), scenes.slice(second)] };
}

/** An id alone, before the event that says whose it is. */
export function early(person: number): Story {
  const human = guest(person);
  const [payer, of] = [payerOf(person), [human.name]];
  const named = paysByPaystack({ payer, email: addressOf(person), of }, { after: true });
  return { cast: [human], chapters: [[paysByPaystack({ payer, of }), named, paysByPaystack({ payer, of }, { after: true })]] };
}

/** A sign-up and a purchase of one newcomer at the same moment. */
export function newcomer(person: number): Story {
  const email = addressOf(person);
  return {
    cast: [account(person)],
    chapters: [[signsUp({ person, email }), paysByPaystack({ payer: payerOf(person), email, of: [userOf(person)] })]],
  };
}
