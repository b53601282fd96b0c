import { cardsExpire } from '../bodies/paystack.ts';
import { BASE, tokenOf } from '../keys.ts';
import type { Human, Scene, Story } from '../webhook.ts';
import { account, addressOf, guest, payerIds, payerOf, paysByPaystack, paysByStripe, signsUp, userOf } from './acts.ts';
import { onlyTrigger } from './telling.ts';

const LETTERS = 'abcefghijklmnopqstuvwxyz';

/** One webhook about many: each is told once, or as often as it has turns. */
const cards =
  (people: readonly number[]): Scene =>
  (index) => {
    const entries = people.map((person, turn) => {
      const key = `${tokenOf(index)}${LETTERS[turn % LETTERS.length]}${Math.floor(turn / LETTERS.length)}`;
      return { person, key, payer: payerOf(person), email: addressOf(person) };
    });
    return {
      provider: 'paystack',
      body: cardsExpire(entries),
      tells: entries.flatMap(({ person, key }) => onlyTrigger({ key, of: [userOf(person)], at: BASE + index })),
    };
  };

/** Two people in one webhook, and the same two the other way round. */
export function pair(person: number): Story {
  const [one, other] = [person, person + 1];
  const signs = [one, other].map((each) => signsUp({ person: each, email: addressOf(each) }));
  return { cast: [account(one), account(other)], chapters: [[...signs, cards([one, other]), cards([other, one])], [cards([other, one])]] };
}

/** More steps than one item of a ledger should hold, about three people. */
export function big(person: number): Story {
  const people = [person, person + 1, person + 2];
  const signs = people.map((each) => signsUp({ person: each, email: addressOf(each) }));
  return {
    cast: people.map((each) => account(each)),
    chapters: [signs, [cards(Array.from({ length: 60 }, (_, turn) => person + (turn % 3)))]],
  };
}

/** One person who pays with many cards at a time: nothing but the address says that they are one. */
export function threads(person: number, size: number): Story {
  const [email, of] = [addressOf(person), [userOf(person)]];
  const payers = Array.from({ length: size }, (_, card) => 100_000_000 + person * 2000 + card);
  const human: Human = account(person, { ids: [userOf(person), ...payers.flatMap(payerIds)] });
  // Paystack's refunds name the address alone, so there all of these would be one group.
  const pays = payers.map((payer) => paysByStripe({ payer, email, of }));
  return { cast: [human], chapters: [[signsUp({ person, email }), ...pays]] };
}

/** A webhook that Bunce is troubled by for long, and many of the same payer behind it. */
export function queue(person: number, size: number): Story {
  const human = guest(person);
  const pays = (more: object = {}): Scene => paysByPaystack({ payer: payerOf(person), email: addressOf(person), of: [human.name] }, more);
  const behind = Array.from({ length: size }, () => pays());
  return { cast: [human], chapters: [[pays(), pays({ stubborn: true }), ...behind]] };
}
