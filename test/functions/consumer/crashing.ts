import { describe, expect, it } from 'vitest';

import { customer, type Customer, track } from '../../../shared/bunce/command.ts';
import type { Envelope } from '../../../shared/queue/envelope.ts';
import { ADA, ago, BISI, bought, profile, purchase, signedUp } from './ada.ts';
import { type Blow, mortal } from './mortal.ts';
import { openScene, type Scene, type SceneOptions } from './scene.ts';
import { CONFIG, envelope } from './shop.ts';

/** The people of one round: their own ids and addresses. */
const cast = (round: number) => {
  const own = (who: Customer): Customer => ({ ...who, id: `${who.id}.${round}`, email: `${who.id}.${round}@example.com` });
  const [ada, bisi] = [own(ADA), own(BISI)];
  const payer = (email: string | undefined, id = 'CUS_1'): Customer =>
    customer({ id: `${id}.${round}`, email, firstName: 'P.', lastName: 'Ayer' });
  /** Stripe's server names the account. */
  const names = (name: string, { id = '' }: Customer, email?: string) => {
    const who: Customer = { ...customer({ id, aliases: [`cus_1.${round}`], email, firstName: 'P.', lastName: 'Ayer' }), own: true };
    return envelope('stripe', purchase(`${name}.${round}`, who));
  };
  const asks = (name: string, email?: string) => envelope('stripe', purchase(`${name}.${round}`, payer(email, 'cus_1')));
  return { ada, bisi, payer, names, asks, buys: (name: string, who: Customer) => bought(`${name}.${round}`, who) };
};
type Cast = ReturnType<typeof cast>;

interface Story {
  readonly options?: SceneOptions;
  /** Told before, one after the other. */
  before?(people: Cast): readonly Envelope[];
  /** In the batch that a call of ends badly. */
  batch(people: Cast): readonly Envelope[];
  /** Told afterwards, one after the other. */
  after?(people: Cast): readonly Envelope[];
  /** The address and first name of each customer in the end, and who has each purchase. */
  readonly customers: (people: Cast) => readonly string[];
  readonly purchases?: Readonly<Record<string, string>>;
}

const STORES = { config: { providers: { clerk: {}, paystack: {}, stripe: {} } } } as const;
const DELETED = { events: { ...CONFIG.events, account_deleted: { event: 'Deleted', parameters: { At: 'occurredAt' } } } } as const;
const onErasure = { firstName: 'Deleted', lastName: 'User', email: 'deleted+{hash}@example.invalid', phone: '+10000000000' };
const gone = ({ id }: Customer, seconds: number) =>
  envelope('clerk', track('account_deleted', { customer: { id }, occurredAt: ago(seconds) }));

const STORIES: Readonly<Record<string, Story>> = {
  'a newcomer signs up and buys': {
    batch: ({ ada, payer, buys }) => [signedUp(ada, 30), buys('one', payer(ada.email))],
    after: ({ payer, buys }) => [buys('two', payer(undefined))],
    customers: ({ ada }) => [`${ada.email} Ada`],
    purchases: { one: 'Ada', two: 'Ada' },
  },
  'a newcomer buys and signs up': {
    batch: ({ ada, payer, buys }) => [buys('one', payer(ada.email)), signedUp(ada, 30)],
    after: ({ payer, buys }) => [buys('two', payer(undefined))],
    customers: ({ ada }) => [`${ada.email} Ada`],
    purchases: { one: 'Ada', two: 'Ada' },
  },
  'a guest signs up': {
    before: ({ ada, payer, buys }) => [buys('one', payer(ada.email))],
    batch: ({ ada }) => [signedUp(ada, 30)],
    after: ({ payer, buys }) => [buys('two', payer(undefined))],
    customers: ({ ada }) => [`${ada.email} Ada`],
    purchases: { one: 'Ada', two: 'Ada' },
  },
  'an e-mail changes': {
    before: ({ ada }) => [signedUp({ ...ada, email: `old-${ada.email}` }, 300)],
    batch: ({ ada }) => [profile({ ...ada, firstName: 'Adaeze' }, 100)],
    after: ({ ada, payer, buys }) => [
      buys('two', payer(ada.email, 'CUS_2')),
      buys('three', payer(`old-${ada.email}`, 'CUS_3')),
      profile({ ...ada, firstName: 'Adaobi', email: `new-${ada.email}` }, 50),
      buys('four', payer(ada.email, 'CUS_4')),
    ],
    customers: ({ ada }) => [`new-${ada.email} Adaobi`, `old-${ada.email} P.`, `${ada.email} P.`],
    purchases: { two: 'Adaobi', three: 'P.', four: 'P.' },
  },
  'two accounts have one address': {
    options: { switches: { sameEmail: 'accept' } },
    before: ({ ada }) => [signedUp(ada, 300)],
    batch: ({ ada, bisi, payer, buys }) => [signedUp({ ...bisi, email: ada.email }, 200), buys('one', payer(ada.email))],
    after: ({ ada, payer, buys }) => [
      profile({ ...ada, email: `new-${ada.email}` }, 50),
      buys('two', payer(ada.email, 'CUS_2')),
      buys('three', payer(`new-${ada.email}`, 'CUS_3')),
    ],
    customers: ({ ada }) => [`new-${ada.email} Ada`, `${ada.email} Bisi`],
    purchases: { one: 'Ada', two: 'Bisi', three: 'Ada' },
  },
  'an account moves to the address of another and away from a shared one': {
    options: { switches: { sameEmail: 'accept' } },
    before: ({ ada, bisi }) => [
      signedUp(ada, 300),
      signedUp({ ...bisi, email: ada.email }, 300),
      profile({ ...bisi, email: bisi.email }, 250),
    ],
    batch: ({ ada, bisi }) => [profile({ ...ada, email: bisi.email }, 100)],
    after: ({ ada, bisi, payer, buys }) => [buys('one', payer(bisi.email)), buys('two', payer(ada.email, 'CUS_2'))],
    customers: ({ ada, bisi }) => [`${ada.email} P.`, `${bisi.email} Ada`, `${bisi.email} Bisi`],
    purchases: { one: 'Bisi', two: 'P.' },
  },
  'the owner leaves a shared address': {
    options: { switches: { sameEmail: 'accept' } },
    before: ({ ada, bisi }) => [signedUp(ada, 300), signedUp({ ...bisi, email: ada.email }, 300)],
    batch: ({ ada }) => [profile({ ...ada, email: `new-${ada.email}` }, 100)],
    after: ({ ada, payer, buys }) => [buys('one', payer(ada.email)), buys('two', payer(`new-${ada.email}`, 'CUS_2'))],
    customers: ({ ada }) => [`new-${ada.email} Ada`, `${ada.email} Bisi`],
    purchases: { one: 'Bisi', two: 'Ada' },
  },
  'an account takes the address of a guest': {
    options: { switches: { sameEmail: 'accept' } },
    before: ({ ada, bisi, payer, buys }) => [buys('zero', payer(ada.email)), signedUp(bisi, 300)],
    batch: ({ ada, bisi }) => [profile({ ...bisi, email: ada.email }, 200)],
    after: ({ ada, payer, buys }) => [buys('one', payer(undefined)), buys('two', payer(ada.email, 'CUS_2'))],
    customers: ({ ada }) => [`${ada.email} Bisi`, `${ada.email} P.`],
    purchases: { zero: 'P.', one: 'Bisi', two: 'Bisi' },
  },
  'an account is erased and another takes the address': {
    options: { config: { ...DELETED, onErasure } },
    before: ({ ada }) => [signedUp(ada, 300)],
    batch: ({ ada, payer, buys }) => [gone(ada, 200), buys('lost', payer(ada.email))],
    after: ({ ada, bisi, payer, buys }) => [
      profile({ ...ada, firstName: 'Ghost' }, 250),
      signedUp({ ...bisi, email: ada.email }, 100),
      buys('one', payer(ada.email, 'CUS_2')),
    ],
    customers: ({ ada }) => [`${ada.email} Bisi`, 'deleted Deleted'],
    purchases: { one: 'Bisi' },
  },
  'one account is erased while another takes its address': {
    options: { config: { ...DELETED, onErasure }, switches: { sameEmail: 'accept' } },
    before: ({ ada, bisi }) => [signedUp(ada, 300), signedUp({ ...bisi, email: ada.email }, 290)],
    batch: ({ ada }) => [gone(ada, 200)],
    after: ({ ada, payer, buys }) => [buys('one', payer(ada.email, 'CUS_2'))],
    customers: ({ ada }) => [`${ada.email} Bisi`, 'deleted Deleted'],
    purchases: { one: 'Bisi' },
  },
  'the merchant’s server names a newcomer': {
    options: STORES,
    batch: ({ ada, names }) => [names('one', ada, ada.email)],
    after: ({ ada, asks }) => [asks('two'), signedUp(ada, 30), asks('three')],
    customers: ({ ada }) => [`${ada.email} Ada`],
    purchases: { one: 'Ada', two: 'Ada', three: 'Ada' },
  },
  'the merchant’s server names a newcomer who typed the address of another': {
    options: STORES,
    before: ({ bisi }) => [signedUp(bisi, 60)],
    batch: ({ ada, bisi, names }) => [names('one', ada, bisi.email)],
    after: ({ ada, asks }) => [asks('two'), signedUp(ada, 30), asks('three')],
    customers: ({ ada, bisi }) => [`${ada.email} Ada`, `${bisi.email} Bisi`],
    purchases: { one: 'Ada', two: 'Ada', three: 'Ada' },
  },
  'the merchant’s server names a guest': {
    options: STORES,
    before: ({ ada, asks }) => [asks('zero', ada.email)],
    batch: ({ ada, names }) => [names('one', ada)],
    after: ({ ada, asks }) => [signedUp(ada, 30), asks('two')],
    customers: ({ ada }) => [`${ada.email} Ada`],
    purchases: { zero: 'Ada', one: 'Ada', two: 'Ada' },
  },
  'an account is named, signs up and is named again': {
    options: STORES,
    batch: ({ ada, names, asks }) => [names('one', ada, ada.email), signedUp(ada, 30), asks('two')],
    after: ({ ada, names, buys, payer }) => [names('three', ada), buys('four', payer(ada.email))],
    customers: ({ ada }) => [`${ada.email} Ada`],
    purchases: { one: 'Ada', two: 'Ada', three: 'Ada', four: 'Ada' },
  },
  'a shopper names the account of another': {
    options: STORES,
    before: ({ ada }) => [signedUp(ada, 60)],
    batch: ({ ada, payer, buys }) => [buys('one', { ...payer('t@example.com'), claimedId: ada.id })],
    after: ({ ada, payer, buys }) => [profile({ ...ada, firstName: 'Adaeze' }, 30), buys('two', payer(ada.email))],
    customers: ({ ada }) => [`${ada.email} Adaeze`],
    purchases: { one: 'Adaeze', two: 'Adaeze' },
  },
};

/** What became of one round, in words; nothing where all is right. */
async function faultsOf(scene: Scene, { round, story, since }: { round: number; story: Story; since: Seen }): Promise<readonly string[]> {
  const people = cast(round);
  const isOurs = (text: string | null): boolean => text?.includes(`.${round}@`) === true || text?.endsWith(`.${round}`) === true;
  const all = await scene.customers();
  const ours = all.filter(({ customer_id: id, email }) => isOurs(email) || isOurs(id));
  const nameOf = (id: string | null): string => ours.find((each) => each.customer_id === id)?.first_name ?? 'nobody';
  const events = (await scene.events()).filter(({ customer_id: id }) => isOurs(id));
  const told = Map.groupBy(events, ({ name, payload, customer_id: id }) =>
    typeof payload['Reference'] === 'string' ? payload['Reference'] : `${name} ${id}`,
  );
  const faults: string[] = [];
  const customers = ours.map(({ email, first_name: name }) => `${email.endsWith('.invalid') ? 'deleted' : email} ${name}`).toSorted();
  const wanted = [...story.customers(people)].toSorted();
  if (customers.join() !== wanted.join()) faults.push(`customers ${customers.join(', ')}`);
  for (const [name, who] of Object.entries(story.purchases ?? {})) {
    const found = [...new Set((told.get(`${name}.${round}`) ?? []).map(({ customer_id: id }) => nameOf(id)))];
    if (found.join() !== who) faults.push(`${name} is ${found.join(' and ')}'s`);
  }
  const wide = [...told].filter(([, some]) => some.length > 1);
  const doubts = (scene.counts['ambiguous'] ?? 0) - since.ambiguous;
  const repeats = wide.reduce((sum, [, some]) => sum + some.length - 1, 0);
  if (repeats > doubts) faults.push(`${repeats} repeats of ${wide.map(([name]) => name).join()}, ${doubts} doubts`);
  const parked = await scene.parked();
  if (parked.length > 0) faults.push(`parked ${parked.map(({ reason, detail }) => `${reason}: ${detail}`).join()}`);
  const returned = await scene.invoke();
  if (returned) faults.push(`still there: ${returned.join()}`);
  return faults;
}

interface Seen {
  readonly ambiguous: number;
}

async function play(scene: Scene, { round, story, fate }: { round: number; story: Story; fate: { at: number; blow: Blow } }) {
  const people = cast(round);
  const since = { ambiguous: scene.counts['ambiguous'] ?? 0 };
  for (const each of story.before?.(people) ?? []) await scene.tell(each);
  await scene.send(...story.batch(people));
  const { calls, over, death } = mortal(fate);
  if ((await Promise.race([scene.invoke(over), death])) === 'dead') await scene.giveBack();
  scene.clock.ahead += 61_000;
  await scene.drain();
  for (const each of story.after?.(people) ?? []) await scene.tell(each);
  const faults = await faultsOf(scene, { round, story, since });
  return { calls, faults };
}

/** Every story, with every call of the batch's invocation ending badly once. */
export function tellCrashes(blows: readonly Blow[]): void {
  describe.each(Object.entries(STORIES))('when %s', (_name, story) => {
    it.each(blows)('nothing is lost, doubled or somebody else’s, whichever call the invocation %s', async (blow) => {
      const scene = await openScene(story.options ?? {});
      await scene.simulate('settings', { requests: null });
      const dry = await play(scene, { round: 0, story, fate: { at: 0, blow } });
      expect(dry.faults).toEqual([]);
      const found: string[] = [];
      for (let at = 1; at <= dry.calls.length; at += 1) {
        const { calls, faults } = await play(scene, { round: at, story, fate: { at, blow } });
        if (faults.length > 0) found.push(`${at} ${calls[at - 1]} [${calls.slice(0, at).join(' ')}]: ${faults.join('; ')}`);
      }
      expect(found).toEqual([]);
    });
  });
}
