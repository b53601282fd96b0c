import { describe, expect, it } from 'vitest';

import { customer, type Customer, track, upsert } from '../../../shared/bunce/command.ts';
import { accountPerson, emailKey } from '../../../functions/consumer/people/person-ref.ts';
import { ADA, ago, BISI, bought, BUYER, profile, signedUp } from './ada.ts';
import { openScene, type Scene, type SceneOptions } from './scene.ts';
import { CONFIG, envelope } from './shop.ts';

const TYPO = 'typo@example.com';
const OWNER = { ...BISI, email: TYPO };
const buyer = (id: string, email: string): Customer => customer({ id, email, firstName: 'B.', lastName: 'A.' });

const held = async (scene: Scene) =>
  (await scene.customers()).map(({ customer_id: id, first_name: name, email }) => `${id} ${name} ${email}`).toSorted();
/** Which event is at whose customer, in order. */
const told = async (scene: Scene) => (await scene.events()).map(({ name, customer_id: id }) => `${name} ${id}`);
const parked = async (scene: Scene) => (await scene.parked()).map(({ step, reason, detail }) => `${step} ${reason} ${detail}`).toSorted();

const TAKEN = expect.stringContaining('this e-mail at the customer of another person');

describe('a mistyped address that was corrected', () => {
  async function corrected(options: SceneOptions = {}) {
    const scene = await openScene(options);
    await scene.tell(signedUp({ ...ADA, email: TYPO }, 300));
    await scene.tell(profile(ADA, 200));
    return scene;
  }

  it('is its true owner’s, who signs up and buys, and the first is untouched', async () => {
    const scene = await corrected();
    await scene.tell(signedUp(OWNER, 100));
    await scene.tell(bought('one', buyer('CUS_2', TYPO)), bought('two', buyer('CUS_1', 'ada@example.com')));
    await scene.tell(envelope('clerk', track('refund_issued', { customer: { id: 'user_1' } })));
    expect(await held(scene)).toEqual(['user_1 Ada ada@example.com', 'user_2 Bisi typo@example.com']);
    expect((await told(scene)).toSorted()).toEqual([
      'Purchase user_1',
      'Purchase user_2',
      'Refund user_1',
      'Signed up user_1',
      'Signed up user_2',
    ]);
    expect(await parked(scene)).toEqual([]);
  });

  it('is a stranger’s who buys by it, and theirs stays the Bunce id when their account comes', async () => {
    const scene = await corrected();
    await scene.tell(bought('one', buyer('CUS_2', TYPO)));
    await scene.tell(signedUp(OWNER, 50));
    expect(await told(scene)).toEqual(['Signed up user_1', 'Purchase paystack:CUS_2', 'Signed up paystack:CUS_2']);
    expect(await held(scene)).toEqual(['paystack:CUS_2 Bisi typo@example.com', 'user_1 Ada ada@example.com']);
  });

  it('that Bunce keeps at the first, and takes twice, is its owner’s, whose purchase was parked before they signed up', async () => {
    const scene = await corrected({ switches: { putKeepsValidEmail: true, sameEmail: 'accept' } });
    await scene.tell(bought('one', customer({ id: 'CUS_2', email: TYPO })));
    expect(await parked(scene)).toEqual([expect.stringContaining('this e-mail at the customer of another person')]);
    await scene.tell(signedUp(OWNER, 50));
    expect(await held(scene)).toEqual(['user_1 Ada typo@example.com', 'user_2 Bisi typo@example.com']);
    expect(await told(scene)).toEqual(['Signed up user_1', 'Signed up user_2']);
    expect(await parked(scene)).toEqual([]);
  });

  it('that Bunce keeps at the first has its owner parked with the reason, and nothing of theirs goes to the first', async () => {
    const scene = await corrected({ switches: { putKeepsValidEmail: true } });
    await scene.tell(signedUp(OWNER, 100));
    await scene.tell(bought('one', buyer('CUS_2', TYPO)));
    expect(scene.counts['emailKept']).toBe(1);
    expect(await held(scene)).toEqual(['user_1 Ada typo@example.com']);
    expect(await told(scene)).toEqual(['Signed up user_1']);
    const found = await parked(scene);
    expect(found).toHaveLength(2);
    expect(found).toEqual([expect.stringMatching(/^track-event rejected/), expect.stringMatching(/^upsert-customer rejected/)]);
    expect(found).toEqual([TAKEN, TAKEN]);
  });

  it('leaves the first who was told inside a trigger alone, for they are known by their account’s id', async () => {
    const scene = await openScene();
    const nameless = (id: string, email: string): Customer => customer({ id, email });
    await scene.tell(signedUp(nameless('user_1', TYPO), 300));
    await scene.tell(profile(nameless('user_1', 'ada@example.com'), 200));
    await scene.tell(signedUp(nameless('user_2', TYPO), 100));
    await scene.tell(envelope('clerk', track('refund_issued', { customer: { id: 'user_1' }, occurredAt: ago(50) })));
    expect(await told(scene)).toEqual(['Signed up user_1', 'Signed up user_2', 'Refund user_1']);
    expect((await scene.customers()).map(({ customer_id: id, email }) => `${id} ${email}`)).toEqual([
      'user_1 ada@example.com',
      'user_2 typo@example.com',
    ]);
    expect(await parked(scene)).toEqual([]);
  });

  it('that Bunce keeps is no longer what the first is addressed by', async () => {
    const scene = await corrected({ switches: { putKeepsValidEmail: true } });
    await scene.tell(bought('one', buyer('CUS_1', 'ada@example.com')));
    expect((await scene.events()).at(-1)?.payload['customer']).toEqual({ customer_id: 'user_1' });
  });

  it('is its owner’s once Bunce has let it go and their profile is replayed', async () => {
    const scene = await corrected({ switches: { putKeepsValidEmail: true } });
    const message = signedUp(OWNER, 100);
    await scene.tell(message);
    await scene.simulate('switches', { putKeepsValidEmail: false });
    await scene.tell(profile({ ...ADA, firstName: 'Adaeze' }, 50));
    await scene.tell({ ...message, generation: 1 });
    await scene.tell(bought('one', buyer('CUS_2', TYPO)));
    expect(await held(scene)).toEqual(['user_1 Adaeze ada@example.com', 'user_2 Bisi typo@example.com']);
    expect((await told(scene)).slice(1)).toEqual(['Signed up user_2', 'Purchase user_2']);
  });
});

describe('two accounts with one address', () => {
  const FAMILY = 'family@example.com';
  const [mum, son] = [
    { ...ADA, email: FAMILY },
    { ...BISI, email: FAMILY },
  ];

  async function family(options: SceneOptions = {}) {
    const scene = await openScene(options);
    await scene.tell(signedUp(mum, 300));
    await scene.tell(signedUp(son, 200));
    return scene;
  }

  it('are two customers, each their own, where Bunce lets them', async () => {
    const scene = await family({ switches: { sameEmail: 'accept' } });
    expect(await held(scene)).toEqual(['user_1 Ada family@example.com', 'user_2 Bisi family@example.com']);
    expect(await told(scene)).toEqual(['Signed up user_1', 'Signed up user_2']);
    await scene.tell(profile({ ...mum, firstName: 'Adaeze' }, 100), profile({ ...son, firstName: 'Bisola' }, 100));
    expect(await held(scene)).toEqual(['user_1 Adaeze family@example.com', 'user_2 Bisola family@example.com']);
  });

  it('keep apart where the answer to the creation of one was lost before the other was looked for', async () => {
    const scene = await openScene();
    const first = accountPerson('clerk', 'user_2');
    await scene.state.change({ pk: emailKey('family@example.com'), first: { p: first } });
    await scene.state.change({ pk: `person#${first}`, set: { a: 'user_2', e: 'family@example.com' } });
    await scene.fault({ path: '/customers', times: 1, processedButLost: true });
    await scene.send(signedUp(mum, 200));
    await scene.invoke();
    await scene.send(signedUp(son, 300));
    await scene.invoke();
    await scene.drain();
    expect(await held(scene)).toEqual(['user_1 Ada family@example.com']);
    expect(await told(scene)).toEqual(['Signed up user_1']);
    expect(await parked(scene)).toEqual([TAKEN]);
  });

  it('have what names the address alone go to its owner, by id', async () => {
    const scene = await family({ switches: { sameEmail: 'accept' } });
    await scene.tell(bought('one', buyer('CUS_1', FAMILY)));
    expect((await told(scene)).at(-1)).toBe('Purchase user_1');
    expect((await scene.events()).at(-1)?.payload['customer']).toEqual({ customer_id: 'user_1' });
    expect((await scene.customers()).map(({ attributes }) => Object.keys(attributes).length)).toEqual([1, 0]);
  });

  it('leave the first untouched where Bunce refuses the second, whose steps are parked with one reason', async () => {
    const scene = await family();
    await scene.tell(envelope('clerk', track('signed_up', { customer: son, occurredAt: ago(50) })));
    await scene.tell(envelope('clerk', track('refund_issued', { customer: { id: 'user_2' }, occurredAt: ago(40) })));
    expect(await held(scene)).toEqual(['user_1 Ada family@example.com']);
    expect(await told(scene)).toEqual(['Signed up user_1']);
    expect(await parked(scene)).toEqual([
      expect.stringMatching(/^track-event rejected/),
      expect.stringMatching(/^track-event rejected/),
      expect.stringMatching(/^upsert-customer rejected/),
    ]);
  });

  it('leave the first to be written to where Bunce refuses the second', async () => {
    const scene = await family();
    await scene.tell(bought('one', buyer('CUS_1', FAMILY)), profile({ ...mum, firstName: 'Adaeze' }, 100));
    expect(await held(scene)).toEqual(['user_1 Adaeze family@example.com']);
    expect((await told(scene)).at(-1)).toBe('Purchase user_1');
  });

  it('are two once Bunce lets them and the profile of the second is replayed, also with an older change behind it', async () => {
    const scene = await openScene();
    await scene.tell(signedUp(mum, 300));
    const message = signedUp(son, 200);
    await scene.tell(message);
    await scene.simulate('switches', { sameEmail: 'accept' });
    await scene.tell({ ...message, generation: 1 });
    await scene.tell(envelope('clerk', track('refund_issued', { customer: { id: 'user_2' }, occurredAt: ago(40) })));
    expect(await held(scene)).toEqual(['user_1 Ada family@example.com', 'user_2 Bisi family@example.com']);
    expect((await told(scene)).slice(1)).toEqual(['Signed up user_2', 'Refund user_2']);
  });

  it('have what was parked of the second delivered by replays, the profile’s first', async () => {
    const scene = await openScene();
    await scene.tell(signedUp(mum, 300));
    await scene.tell(profile(son, 200));
    await scene.tell(envelope('clerk', track('refund_issued', { customer: { id: 'user_2' }, occurredAt: ago(40) })));
    const replays = (await scene.parked()).flatMap(({ envelope: each }) => (each ? [{ ...each, generation: 1 }] : []));
    const ofProfile = replays.findIndex(({ commands: [first] }) => first?.command.type === 'upsert-customer');
    const [first, second] = [replays[ofProfile], replays[1 - ofProfile]].flatMap((each) => each ?? []);
    if (!first || !second) throw new Error('two are parked');
    await scene.tell(second);
    expect(scene.counts['parked rejected clerk']).toBe(3);
    await scene.simulate('switches', { sameEmail: 'accept' });
    await scene.tell(first, { ...second, generation: 2 });
    expect(await held(scene)).toEqual(['user_1 Ada family@example.com', 'user_2 Bisi family@example.com']);
    expect(await told(scene)).toEqual(['Signed up user_1', 'Refund user_2']);
    expect(scene.counts['parked rejected clerk']).toBe(3);
  });

  it.each(['refuse', 'accept'] as const)(
    'leave the first to be told of even if Bunce has them from a trigger alone (same e-mail: %s)',
    async (sameEmail) => {
      const scene = await openScene({ switches: { sameEmail } });
      const nameless = customer({ id: 'user_1', email: FAMILY });
      await scene.tell(signedUp(nameless, 300));
      await scene.tell(signedUp(son, 200));
      await scene.tell(envelope('clerk', track('refund_issued', { customer: { id: 'user_1' }, occurredAt: ago(40) })));
      await scene.tell(bought('one', buyer('CUS_1', FAMILY)));
      const second = sameEmail === 'accept' ? ['Signed up user_2'] : [];
      expect(await told(scene)).toEqual(['Signed up user_1', ...second, 'Refund user_1', 'Purchase user_1']);
    },
  );

  it('of whom Bunce can hold neither are kept waiting for nothing: what names them is parked', async () => {
    const scene = await openScene();
    const [one, two] = ['user_1', 'user_2'].map((id) => customer({ id, email: FAMILY }));
    await scene.tell(...[one, two].flatMap((who) => (who ? [profile(who, 300)] : [])));
    await scene.tell(...[one, two].flatMap((who) => (who ? [signedUp(who, 200)] : [])));
    expect(await scene.invoke()).toBeUndefined();
    expect((await scene.events()).length + (scene.counts['parked'] ?? 0)).toBe(2);
  });

  it('leave it to the other when its owner moves away', async () => {
    const scene = await family({ switches: { sameEmail: 'accept' } });
    await scene.tell(profile({ ...mum, email: 'mum@example.com' }, 100));
    await scene.tell(bought('one', buyer('CUS_1', FAMILY)), bought('two', buyer('CUS_2', 'mum@example.com')));
    expect((await told(scene)).slice(2).toSorted()).toEqual(['Purchase user_1', 'Purchase user_2']);
    expect((await scene.events()).find(({ payload }) => payload['Reference'] === 'one')).toMatchObject({ customer_id: 'user_2' });
  });

  it('leave it to its owner when the other moves away', async () => {
    const scene = await family({ switches: { sameEmail: 'accept' } });
    await scene.tell(profile({ ...son, email: 'son@example.com' }, 100));
    await scene.tell(bought('one', buyer('CUS_1', FAMILY)), bought('two', buyer('CUS_2', 'son@example.com')));
    expect((await scene.events()).find(({ payload }) => payload['Reference'] === 'one')).toMatchObject({ customer_id: 'user_1' });
    expect((await scene.events()).find(({ payload }) => payload['Reference'] === 'two')).toMatchObject({ customer_id: 'user_2' });
  });

  it('where the second moves away from one that Bunce refused is a customer of its own', async () => {
    const scene = await family();
    await scene.tell(profile({ ...son, email: 'son@example.com' }, 100));
    expect(await held(scene)).toEqual(['user_1 Ada family@example.com', 'user_2 Bisi son@example.com']);
  });

  it('that one comes to by a change are two as well', async () => {
    const scene = await openScene({ switches: { sameEmail: 'accept' } });
    await scene.tell(signedUp(mum, 300), signedUp(BISI, 300));
    await scene.tell(profile(son, 200));
    await scene.tell(bought('one', buyer('CUS_1', FAMILY)));
    expect((await told(scene)).at(-1)).toBe('Purchase user_1');
    expect(await held(scene)).toEqual(['user_1 Ada family@example.com', 'user_2 Bisi family@example.com']);
  });

  it('that one comes to by a change which Bunce refuses keep what Bunce has, and that is counted', async () => {
    const scene = await openScene();
    await scene.tell(signedUp(mum, 300), signedUp(BISI, 300));
    await scene.tell(profile({ ...son, firstName: 'Bisola' }, 200));
    expect(await held(scene)).toEqual(['user_1 Ada family@example.com', 'user_2 Bisola bisi@example.com']);
    expect(scene.counts['emailKept']).toBe(1);
    expect(await parked(scene)).toEqual([]);
  });
});

describe('a guest whose only address an account takes', () => {
  it.each([
    ['refuse', ['paystack:CUS_1 A. ada@example.com', 'user_2 Bisi bisi@example.com']],
    ['accept', ['paystack:CUS_1 A. ada@example.com', 'user_2 Bisi ada@example.com']],
  ] as const)('is that account from then on, and Bunce keeps both (same e-mail: %s)', async (sameEmail, customers) => {
    const scene = await openScene({ switches: { sameEmail } });
    await scene.tell(bought('one'), signedUp(BISI, 300));
    await scene.tell(profile({ ...BISI, email: 'ada@example.com' }, 200));
    await scene.tell(bought('two'), bought('three', customer({ id: 'CUS_1' })));
    expect(await held(scene)).toEqual(customers);
    expect((await told(scene)).slice(2)).toEqual(['Purchase user_2', 'Purchase user_2']);
    expect(await parked(scene)).toEqual([]);
  });

  it('stays that guest’s past: the account keeps its own customer, and gets what comes', async () => {
    const scene = await openScene();
    const nameless = customer({ id: 'user_2', email: 'bisi@example.com' });
    await scene.tell(bought('one', { ...BUYER, phone: '+2348031234567' }), signedUp(nameless, 300));
    await scene.tell(profile({ ...BISI, email: 'ada@example.com' }, 200));
    await scene.tell(bought('two'));
    expect((await told(scene)).at(-1)).toBe('Purchase user_2');
    expect((await held(scene)).find((row) => row.startsWith('user_2'))).toContain('Bisi');
    expect(await parked(scene)).toEqual([]);
  });

  it('leaves their customer to a new account when that account is erased', async () => {
    const scene = await openScene({
      config: { events: { ...CONFIG.events, account_deleted: { event: 'Deleted', parameters: { At: 'occurredAt' } } } },
    });
    await scene.tell(bought('one', { ...BUYER, phone: '+2348031234567' }), signedUp(BISI, 300));
    await scene.tell(profile({ ...BISI, email: 'ada@example.com' }, 200));
    await scene.tell(envelope('clerk', track('account_deleted', { customer: { id: 'user_2' }, occurredAt: ago(100) })));
    await scene.tell(signedUp(ADA, 50));
    expect((await told(scene)).at(-1)).toBe('Signed up paystack:CUS_1');
    expect(await held(scene)).toContain('paystack:CUS_1 Ada ada@example.com');
    expect(await parked(scene)).toEqual([]);
  });

  it('is that account’s although Bunce refuses the change and there is nothing else to write', async () => {
    const scene = await openScene();
    await scene.tell(bought('one', { ...BUYER, phone: '+2348031234567' }), signedUp(BISI, 300));
    await scene.tell(profile(customer({ id: 'user_2', email: 'ada@example.com' }), 200));
    await scene.tell(bought('two'), bought('three', buyer('CUS_9', 'bisi@example.com')));
    expect(scene.counts['emailKept']).toBe(1);
    expect(
      (await scene.events())
        .slice(2)
        .map(({ customer_id: id, payload }) => `${String(payload['Reference'])} ${id}`)
        .toSorted(),
    ).toEqual(['two user_2']);
    expect(await parked(scene)).toEqual([TAKEN]);
  });
});

describe('an account without an address', () => {
  const phoneOnly = customer({ id: 'user_1', firstName: 'Ada', lastName: 'Obi', phone: '0803 123 4567' });

  it('that gets one is one customer before and after', async () => {
    const scene = await openScene();
    await scene.tell(signedUp(phoneOnly, 300));
    await scene.tell(profile({ ...phoneOnly, email: 'ada@example.com' }, 200));
    await scene.tell(bought('one'));
    expect(await held(scene)).toEqual(['user_1 Ada ada@example.com']);
    expect(await told(scene)).toEqual(['Signed up user_1', 'Purchase user_1']);
    expect(await parked(scene)).toEqual([]);
  });

  it('that gets a guest’s is that account from then on', async () => {
    const scene = await openScene();
    await scene.tell(bought('one'));
    await scene.tell(signedUp(phoneOnly, 300));
    await scene.tell(profile({ ...phoneOnly, email: 'ada@example.com' }, 200));
    await scene.tell(bought('two'), bought('three', customer({ id: 'CUS_1' })));
    expect((await told(scene)).slice(-2)).toEqual([(await told(scene)).at(-1), (await told(scene)).at(-1)]);
    expect(scene.counts['waiting']).toBeUndefined();
    expect(await parked(scene)).toEqual([]);
  });
});

describe('an update that names no e-mail', () => {
  const NAMELESS = customer({ id: 'user_1', firstName: 'Adaeze' });

  it('leaves the account its own: no other has it', async () => {
    const scene = await openScene({ switches: { sameEmail: 'accept' } });
    await scene.tell(profile(ADA, 300));
    await scene.tell(profile(NAMELESS, 200));
    await scene.tell(bought('one'));
    expect(await scene.events()).toMatchObject([{ payload: { email: 'ada@example.com', customer: { email: 'ada@example.com' } } }]);
    expect(await held(scene)).toEqual(['user_1 Adaeze ada@example.com']);
  });

  it('parks nothing of an account that Bunce has yet to hear of', async () => {
    const scene = await openScene();
    await scene.tell(envelope('clerk', upsert({ customer: { id: 'user_1', email: 'ada@example.com' }, occurredAt: ago(300) })));
    await scene.tell(profile(NAMELESS, 200));
    await scene.tell(bought('one'));
    expect(await told(scene)).toEqual(['Purchase user_1']);
    expect(await parked(scene)).toEqual([]);
  });

  it('leaves an address shared that is', async () => {
    const scene = await openScene({ switches: { sameEmail: 'accept' } });
    await scene.tell(profile(ADA, 300), profile({ ...BISI, email: 'ada@example.com' }, 250));
    await scene.tell(profile(customer({ id: 'user_2', firstName: 'Bisola' }), 200));
    await scene.tell(envelope('clerk', track('signed_up', { customer: { id: 'user_2' }, occurredAt: ago(100) })));
    expect((await scene.events())[0]?.payload['customer']).toEqual({ customer_id: 'user_2' });
  });
});

describe('the address of a change that was parked', () => {
  async function changed() {
    const scene = await openScene({ switches: { sameEmail: 'accept' } });
    await scene.tell(profile(ADA, 400));
    await scene.fault({ path: '/customers', status: 422, body: { success: false, message: 'phone_no is not valid' }, times: 1 });
    const change = profile({ ...ADA, email: TYPO }, 300);
    await scene.tell(change);
    return { ...scene, change };
  }

  it('is given up by the next one that goes through: who buys by it is somebody else', async () => {
    const scene = await changed();
    await scene.tell(profile({ ...ADA, email: 'new@example.com' }, 200));
    await scene.tell(bought('one', buyer('CUS_2', TYPO)));
    expect(await told(scene)).toEqual(['Purchase paystack:CUS_2']);
  });

  it('is given up by a change back to the one before', async () => {
    const scene = await changed();
    await scene.tell(profile(ADA, 200));
    await scene.tell(bought('one', buyer('CUS_2', TYPO)));
    expect(await told(scene)).toEqual(['Purchase paystack:CUS_2']);
  });

  it('is given up also by the profile that makes them known', async () => {
    const scene = await openScene({ switches: { sameEmail: 'accept' } });
    await scene.fault({ path: '/customers', status: 422, body: { success: false, message: 'phone_no is not valid' }, times: 2 });
    await scene.tell(profile(ADA, 400));
    await scene.tell(profile({ ...ADA, email: TYPO }, 300));
    await scene.tell(profile(ADA, 200));
    await scene.tell(bought('one', buyer('CUS_2', TYPO)));
    expect(await told(scene)).toEqual(['Purchase paystack:CUS_2']);
  });

  it('is theirs again with its replay', async () => {
    const scene = await changed();
    await scene.tell({ ...scene.change, generation: 1 });
    await scene.tell(bought('one', buyer('CUS_2', TYPO)));
    expect(await told(scene)).toEqual(['Purchase user_1']);
  });
});

describe('who shares an address, and is named by id alone', () => {
  const second = { ...BISI, email: 'ada@example.com' };
  const family = async (parameters: Parameters<typeof openScene>[0]) => {
    const scene = await openScene({ switches: { sameEmail: 'accept' }, ...parameters });
    await scene.tell(profile(ADA, 300), profile(second, 200));
    return scene;
  };
  const events = (name: string) =>
    ({ ...CONFIG.events, signed_up: { event: 'Signed up', parameters: { [name]: { from: 'customer.email', required: true } } } }) as const;

  it('has it told where a parameter is made of it', async () => {
    const scene = await family({ config: { events: events('Contact') } });
    await scene.tell(envelope('clerk', track('signed_up', { customer: { id: 'user_2' }, occurredAt: ago(100) })));
    expect(await scene.events()).toMatchObject([{ payload: { Contact: 'ada@example.com', customer: { customer_id: 'user_2' } } }]);
  });

  it('is parked where Bunce would read whom it is about from it', async () => {
    const scene = await family({ config: { events: events('email') } });
    await scene.tell(envelope('clerk', track('signed_up', { customer: { id: 'user_2' }, occurredAt: ago(100) })));
    expect(await parked(scene)).toEqual([expect.stringContaining('may lead Bunce to another customer')]);
  });
});

it('an address that an account’s event brought, while a guest had it, is the account’s with the next profile', async () => {
  const scene = await openScene({ switches: { sameEmail: 'accept' } });
  await scene.fault({ path: '/events/trigger', status: 422, body: { success: false, message: 'no' }, times: 2 });
  await scene.tell(envelope('clerk', track('refund_issued', { customer: { id: 'user_1' } })));
  await scene.tell(envelope('paystack', track('refund_issued', { customer: customer({ email: 'ada@example.com' }) })));
  await scene.tell(envelope('clerk', track('signed_up', { customer: ADA, occurredAt: ago(300) })));
  await scene.tell(profile(ADA, 200));
  await scene.tell(bought('one'));
  expect((await told(scene)).at(-1)).toBe('Purchase user_1');
});
