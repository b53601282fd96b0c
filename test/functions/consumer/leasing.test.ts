import { describe, expect, it } from 'vitest';

import type { Ports } from '../../../functions/consumer/consume.ts';
import { emailKey } from '../../../functions/consumer/people/person-ref.ts';
import { peopleIn } from '../../../functions/consumer/state/people.ts';
import { customer, type Customer, track } from '../../../shared/bunce/command.ts';
import { ADA, ago, BISI, bought, profile, signedUp } from './ada.ts';
import { openScene, type Scene } from './scene.ts';
import { envelope } from './shop.ts';

const FAMILY = 'family@example.com';
const CLEO = { ...ADA, id: 'user_3', email: 'cleo@example.com', firstName: 'Cleo' };
const [mum, son] = [
  { ...ADA, email: FAMILY },
  { ...BISI, email: FAMILY },
];
const buyer = (id: string, email: string): Customer => customer({ id, email, firstName: 'B.', lastName: 'A.' });
const whose = async (scene: Scene, reference: string) =>
  (await scene.events()).find(({ payload }) => payload['Reference'] === reference)?.customer_id;

/** Another instance works before this one's lease of that number. */
const beforeLease =
  (count: number, other: () => Promise<unknown>) =>
  ({ people }: Ports): Partial<Ports> => {
    let leases = 0;
    const lease: typeof people.lease = async (person, met) => {
      leases += 1;
      if (leases === count) await other();
      return people.lease(person, met);
    };
    return { people: { ...people, lease } };
  };

/** As one invocation sees people. */
const opened = (scene: Scene, token = 'one') =>
  peopleIn(scene.state, { token, until: () => Date.now() + 60_000, holder: 'here', now: Date.now });

/** What is read without a lease is older than all that stands. */
const blind = ({ people }: Ports): Partial<Ports> => ({ people: { ...people, load: async () => {} } });

describe('an account that leaves an address', () => {
  async function family() {
    const scene = await openScene({ switches: { sameEmail: 'accept' } });
    await scene.tell(signedUp(mum, 300));
    await scene.tell(signedUp(son, 200));
    return scene;
  }

  it('while its owner leaves it too leaves it to nobody', async () => {
    const scene = await family();
    await scene.send(profile({ ...son, email: 'son@example.com' }, 100));
    const other = async () => {
      await scene.send(profile({ ...mum, email: 'mum@example.com' }, 100));
      await scene.invoke();
    };
    await scene.invoke(beforeLease(2, other));
    await scene.drain();
    await scene.tell(bought('one', buyer('CUS_9', FAMILY)));
    expect(await whose(scene, 'one')).toBe('paystack:CUS_9');
  });

  it('while another comes to it leaves it to that one after the owner', async () => {
    const scene = await family();
    await scene.tell(signedUp(CLEO, 200));
    await scene.send(profile({ ...son, email: 'son@example.com' }, 100));
    const other = async () => {
      await scene.send(profile({ ...CLEO, email: FAMILY }, 100));
      await scene.invoke();
    };
    await scene.invoke(beforeLease(2, other));
    await scene.drain();
    await scene.tell(profile({ ...mum, email: 'mum@example.com' }, 50));
    await scene.tell(bought('one', buyer('CUS_9', FAMILY)));
    expect(await whose(scene, 'one')).toBe('user_3');
  });
});

describe('what is read without a lease may be old', () => {
  it('an account whose first word came under a guest’s address is not made twice', async () => {
    const scene = await openScene();
    await scene.tell(bought('zero', buyer('CUS_1', ADA.email ?? '')));
    await scene.tell(signedUp(ADA, 300));
    await scene.send(profile({ ...ADA, firstName: 'Adaeze', email: 'new@example.com' }, 200));
    await scene.invoke(blind);
    await scene.drain();
    expect(await scene.customers()).toMatchObject([{ customer_id: 'paystack:CUS_1', first_name: 'Adaeze', email: 'new@example.com' }]);
  });

  it('an account that comes back to an address is its owner again', async () => {
    const scene = await openScene();
    await scene.tell(signedUp(ADA, 300));
    const key = emailKey(ADA.email ?? '');
    const alias = await opened(scene).lookAgain(key);
    await scene.tell(profile({ ...ADA, email: 'new@example.com' }, 200));
    await scene.send(profile(ADA, 100));
    await scene.invoke(({ people }) => ({ people: { ...people, look: (each) => (each === key ? alias : people.look(each)) } }));
    await scene.drain();
    await scene.tell(bought('one', buyer('CUS_9', ADA.email ?? '')));
    expect(await whose(scene, 'one')).toBe('user_1');
  });
});

describe('a lease', () => {
  it('is not ended by the release of an earlier one of the same invocation that comes late', async () => {
    const scene = await openScene();
    const people = opened(scene);
    const first = await people.lease('p');
    if (first === 'taken') throw new Error('nobody else is there');
    first.learn({ email: 'old@example.com' });
    await first.release();
    const second = await people.lease('p');
    expect(second).not.toBe('taken');
    expect(await first.release()).toBe(false);
    expect(await opened(scene, 'two').lease('p')).toBe('taken');
  });
});

describe('the second account of an address', () => {
  it.each([
    ['accept', ['Signed up user_1', 'Signed up user_2', 'Refund user_2'], 0],
    ['refuse', ['Signed up user_1'], 2],
  ] as const)('of which an event comes before its profile holds nothing up (same e-mail: %s)', async (sameEmail, events, parked) => {
    const scene = await openScene({ switches: { sameEmail } });
    await scene.tell(signedUp(mum, 300));
    await scene.send(envelope('clerk', track('signed_up', { customer: son, occurredAt: ago(200) })));
    await scene.send(envelope('clerk', track('refund_issued', { customer: { id: 'user_2' }, occurredAt: ago(100) })));
    await scene.drain();
    expect((await scene.events()).map(({ name, customer_id: id }) => `${name} ${id}`)).toEqual(events);
    expect(await scene.parked()).toHaveLength(parked);
    expect(await scene.invoke()).toBeUndefined();
  });
});

describe('a newcomer whom Bunce could not be told of', () => {
  it('leaves the old address when their profile becomes whole under another', async () => {
    const scene = await openScene();
    await scene.tell(profile(customer({ id: 'user_1', email: 'old@example.com' }), 300));
    await scene.tell(profile(ADA, 200));
    await scene.tell(bought('one', buyer('CUS_9', 'old@example.com')), bought('two', buyer('CUS_1', 'ada@example.com')));
    expect(await whose(scene, 'one')).toBe('paystack:CUS_9');
    expect(await whose(scene, 'two')).toBe('user_1');
  });
});
