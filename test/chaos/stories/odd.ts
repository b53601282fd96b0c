import { userUpdated } from '../bodies/clerk.ts';
import { identificationFailed } from '../bodies/paystack.ts';
import { identify } from '../bodies/segment.ts';
import type { Fault } from '../faults.ts';
import { BASE, FAR, tokenOf } from '../keys.ts';
import type { Scene, Story } from '../webhook.ts';
import { account, addressOf, payerOf, paysByPaystack, signsUp, userOf } from './acts.ts';
import { deviceTells, factTells, onlyTrigger, updateTells } from './telling.ts';

/** A phone that gets a new push token, and a second phone. */
export function phones(person: number): Story {
  const [email, of, user] = [addressOf(person), [userOf(person)], `app_${payerOf(person)}`];
  const starts =
    (device: string, after = true): Scene =>
    (index) => {
      const [token, at] = [tokenOf(index), BASE + index];
      const tells = deviceTells({ key: token, of, at }, device);
      return { provider: 'segment', body: identify({ user, email, token, at, device }), tells, happening: user, after };
    };
  const [first, second] = [`phone-${person}`, `tablet-${person}`];
  return { cast: [account(person)], chapters: [[signsUp({ person, email }), starts(first, false), starts(second), starts(first)]] };
}

/** A fact that is no event. */
export function identified(person: number): Story {
  const [email, of, payer] = [addressOf(person), [userOf(person)], payerOf(person)];
  const fails: Scene = (index) => {
    const token = tokenOf(index);
    const tells = factTells({ key: token, of, at: BASE + index }, 'Identity reason');
    return { provider: 'paystack', body: identificationFailed({ payer, email, token }), tells };
  };
  return { cast: [account(person)], chapters: [[signsUp({ person, email }), paysByPaystack({ payer, email, of })], [fails]] };
}

/** A clock that runs wrong: what comes from the future counts from when it came, which of two receivers whose own clocks differ says which is newer. */
export function future(person: number, { faults }: { readonly faults: ReadonlySet<Fault> }): Story {
  const [email, of] = [addressOf(person), [userOf(person)]];
  const early: Scene = (index, before) => {
    const token = tokenOf(index);
    const body = userUpdated({ user: userOf(person), email, token, at: FAR - index });
    // Newer than all that is dated rightly, and than what came from the future before it.
    const tells = updateTells({ key: token, of, at: BASE * 2 + index });
    return {
      provider: 'clerk',
      body,
      tells: faults.has('skew') && before.length > 1 ? tells.map((each) => ({ ...each, silent: each.step === 'profile' })) : tells,
      happening: userOf(person),
      after: true,
    };
  };
  return { cast: [account(person)], chapters: [[signsUp({ person, email })], [early, early]] };
}

/** What can never be delivered: an id that nobody knows, what has no shape, what is no JSON. */
export const unknown = (person: number): Story => ({
  cast: [],
  chapters: [
    [],
    [],
    [
      (index, before) => ({
        ...paysByPaystack({ payer: 990_000_000 + person, of: [] })(index, before),
        tells: onlyTrigger({ key: tokenOf(index), of: [], at: BASE + index }),
        poison: 'stranger',
      }),
    ],
  ],
});

export const unreadable = (person: number): Story => {
  const scene: Scene = (index) => ({
    provider: 'paystack',
    body:
      person % 2 === 0
        ? `not JSON ${tokenOf(index)}`
        : JSON.stringify({ event: 'charge.success', data: { id: tokenOf(index), domain: 'live' } }),
    tells: onlyTrigger({ key: tokenOf(index), of: [], at: BASE + index }),
    poison: 'unreadable',
  });
  return { cast: [], chapters: [[scene]] };
};
