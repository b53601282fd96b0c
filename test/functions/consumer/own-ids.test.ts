import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';

import { addDevices, customer, type Customer, setAttributes, track, upsert } from '../../../shared/bunce/command.ts';
import { ADA, BISI, signedUp } from './ada.ts';
import { during } from './instances.ts';
import { openScene, type Scene } from './scene.ts';
import { CONFIG, envelope } from './shop.ts';

/** Stripe's server says whose a payment is; Paystack only the shopper's browser. */
const STORES = { providers: { clerk: {}, paystack: {}, stripe: {} } };
const own = (id: string, over: Partial<Customer> = {}): Customer => ({ id, own: true, aliases: ['cus_1'], ...over });
const buys = (who: Customer, reference: string) =>
  track('purchase_completed', { customer: who, properties: { amount: 500, currency: 'NGN', reference } });
const pays = (who: Customer, reference: string) => envelope('stripe', buys(who, reference));

const told = async (scene: Scene) => {
  const customers = await scene.customers();
  return (await scene.events()).map(
    ({ name, customer_id: id }) => `${name} ${customers.find((each) => each.customer_id === id)?.customer_id}`,
  );
};
/** All that the table holds of people, without the ledger. */
const kept = async ({ tables }: Scene) => {
  const { Items = [] } = await tables.send(new ScanCommand({ TableName: 'state' }));
  return Items.filter(({ pk }) => !pk?.S?.startsWith('ledger#')).toSorted((one, other) =>
    (one['pk']?.S ?? '').localeCompare(other['pk']?.S ?? ''),
  );
};
const people = async (scene: Scene) =>
  (await scene.customers()).map(({ customer_id: id, email, first_name: name }) => `${id} ${name} ${email}`).toSorted();

describe('an id that the merchant’s server says', () => {
  it('is the account’s: what is bought goes there, and a refund that names only the provider’s id too', async () => {
    const scene = await openScene({ config: STORES });
    await scene.tell(signedUp(ADA, 60));
    await scene.tell(pays(own('user_1', { email: 'typed@example.com', firstName: 'Typo' }), 'one'));
    await scene.tell(envelope('stripe', track('refund_issued', { customer: customer({ id: 'cus_1' }), properties: { reason: 'asked' } })));
    expect(await told(scene)).toEqual(['Signed up user_1', 'Purchase user_1', 'Refund user_1']);
    expect(await people(scene)).toEqual(['user_1 Ada ada@example.com']);
  });

  it('creates the customer under it, and the sign-up that follows is the same person’s', async () => {
    const scene = await openScene({ config: STORES });
    await scene.tell(pays(own('user_1', { email: 'ada@example.com', firstName: 'A', lastName: 'O', phone: '+2348031234567' }), 'one'));
    expect(await people(scene)).toEqual(['user_1 A ada@example.com']);
    await scene.tell(signedUp(ADA, 30));
    expect(await people(scene)).toEqual(['user_1 Ada ada@example.com']);
    expect(await told(scene)).toEqual(['Purchase user_1', 'Signed up user_1']);
  });

  it('never takes the person of an e-mail, which a shopper has typed', async () => {
    const scene = await openScene({ config: STORES });
    await scene.tell(signedUp(BISI, 60));
    await scene.tell(pays(own('user_1', { email: 'bisi@example.com', firstName: 'A', lastName: 'O', phone: '+2348031234567' }), 'one'));
    expect(await told(scene)).toEqual(['Signed up user_2', 'Purchase user_1']);
    expect((await people(scene)).filter((each) => each.startsWith('user_2'))).toEqual(['user_2 Bisi bisi@example.com']);
  });

  it('nor a customer whom Bunce has under another id with that e-mail', async () => {
    const scene = await openScene({ config: STORES });
    await scene.ask('/customers', {
      customer_id: 'old',
      email: 'ada@example.com',
      first_name: 'O',
      last_name: 'L',
      phone_no: '+2348030000000',
    });
    await scene.tell(pays(own('user_1', { email: 'ada@example.com', firstName: 'A', lastName: 'O', phone: '+2348031234567' }), 'one'));
    expect(await told(scene)).toEqual(['Purchase user_1']);
    expect(await scene.parked()).toEqual([]);
  });

  it('makes the account of a guest whom the provider knew, who keeps their customer', async () => {
    const scene = await openScene({ config: STORES });
    const guest = customer({ id: 'cus_1', email: 'ada@example.com', firstName: 'A', lastName: 'O', phone: '+2348031234567' });
    await scene.tell(pays(guest, 'one'));
    await scene.tell(pays(own('user_1', { email: 'ada@example.com' }), 'two'));
    expect(await told(scene)).toEqual(['Purchase stripe:cus_1', 'Purchase stripe:cus_1']);
    await scene.tell(signedUp(ADA, 1));
    expect(await people(scene)).toEqual(['stripe:cus_1 Ada ada@example.com']);
  });

  it('is one person’s beside the sign-up at the same moment', async () => {
    for (const before of ['create-customer', 'trigger-event'] as const) {
      const scene = await openScene({ config: STORES });
      await scene.send(signedUp(ADA, 30));
      const other = async () => {
        await scene.send(pays(own('user_1', { email: 'ada@example.com' }), 'one'));
        await scene.invoke();
      };
      await scene.invoke(during({ before, other }));
      await scene.drain();
      expect((await told(scene)).toSorted()).toEqual(['Purchase user_1', 'Signed up user_1']);
      expect(await people(scene)).toEqual(['user_1 Ada ada@example.com']);
    }
  });

  it('needs no identity provider: two providers with the same id tell of one person', async () => {
    const scene = await openScene({ config: { ...STORES, identity: undefined } });
    await scene.tell(pays(own('u1', { email: 'ada@example.com', firstName: 'A', lastName: 'O', phone: '+2348031234567' }), 'one'));
    await scene.tell(envelope('paystack', buys({ id: 'u1', own: true, aliases: ['CUS_9'] }, 'two')));
    expect(await told(scene)).toEqual(['Purchase u1', 'Purchase u1']);
    expect(await people(scene)).toEqual(['u1 A ada@example.com']);
  });

  it('is the identity provider’s own account where that provider says it', async () => {
    const scene = await openScene({ config: { ...STORES, identity: 'stripe' } });
    const who = own('u1', { email: 'ada@example.com', firstName: 'A', lastName: 'O', phone: '+2348031234567' });
    await scene.tell(envelope('stripe', upsert({ customer: who }), track('signed_up', { customer: who })));
    await scene.tell(pays(customer({ id: 'cus_1' }), 'one'));
    expect(await told(scene)).toEqual(['Signed up u1', 'Purchase u1']);
  });
});

describe('an id that a shopper’s browser may have written', () => {
  const thief = customer({ id: 'CUS_9', email: 'thief@example.com', firstName: 'T', lastName: 'H', phone: '+2348035555555' });
  const claiming = (id: string, who: Customer = thief): Customer => ({ ...who, claimedId: id });
  const record = async (scene: Scene) => ({
    customers: (await scene.customers()).filter(({ customer_id: id }) => id === 'user_1'),
    items: await kept(scene),
  });

  it('says whom an event is told of, and changes nothing of their record', async () => {
    const scene = await openScene({ config: STORES });
    await scene.tell(signedUp(ADA, 60));
    const before = await record(scene);
    const who = claiming('user_1');
    await scene.tell(
      envelope(
        'paystack',
        upsert({ customer: who }),
        buys(who, 'one'),
        setAttributes({ customer: who, attributes: { identityStatus: 'failed' } }),
        addDevices({ customer: who, devices: [{ type: 'ios', token: 't' }] }),
        track('account_deleted', { customer: who }),
      ),
    );
    expect(await told(scene)).toEqual(['Signed up user_1', 'Purchase user_1']);
    const after = await record(scene);
    expect(after.customers).toEqual(before.customers);
    expect(after.items).toEqual(before.items);
    expect(scene.counts['idMismatch'] ?? 0).toBe(0);
    expect(await people(scene)).toEqual(['user_1 Ada ada@example.com']);
  });

  it('teaches nothing: what comes later without it is somebody else’s', async () => {
    const scene = await openScene({ config: STORES });
    await scene.tell(signedUp(ADA, 60));
    await scene.tell(envelope('paystack', buys(claiming('user_1'), 'one')));
    await scene.tell(envelope('paystack', buys(thief, 'two')));
    expect(await told(scene)).toEqual(['Signed up user_1', 'Purchase user_1', 'Purchase paystack:CUS_9']);
  });

  it('counts where the e-mail is another account’s', async () => {
    const scene = await openScene({ config: STORES });
    await scene.tell(signedUp(ADA, 60), signedUp(BISI, 50));
    await scene.tell(envelope('paystack', buys(claiming('user_1', customer({ id: 'CUS_9', email: 'bisi@example.com' })), 'one')));
    expect((await told(scene)).at(-1)).toBe('Purchase user_1');
    expect(scene.counts['idMismatch paystack']).toBe(1);
  });

  it('is as good as any where id or e-mail lead to the same account', async () => {
    const scene = await openScene({ config: STORES });
    await scene.tell(signedUp(ADA, 60));
    await scene.tell(envelope('paystack', buys(claiming('user_1', customer({ id: 'CUS_1', email: 'ada@example.com' })), 'one')));
    expect(await told(scene)).toEqual(['Signed up user_1', 'Purchase user_1']);
    expect((await scene.customers())[0]?.attributes).toHaveProperty('Last purchase at');
    await scene.tell(envelope('paystack', buys(customer({ id: 'CUS_1' }), 'two')));
    expect((await told(scene)).at(-1)).toBe('Purchase user_1');
  });

  it('is nobody’s while no account has it, and is not remembered for the one that gets it', async () => {
    const scene = await openScene({ config: STORES });
    await scene.tell(envelope('paystack', buys(claiming('user_1'), 'one')));
    await scene.tell(signedUp(ADA, 1));
    expect((await told(scene)).toSorted()).toEqual(['Purchase paystack:CUS_9', 'Signed up user_1']);
    expect(await people(scene)).toHaveLength(2);
  });

  it('is nobody’s once the account is erased', async () => {
    const scene = await openScene({ config: { ...STORES, events: { ...CONFIG.events, account_deleted: null } } });
    await scene.tell(signedUp(ADA, 60));
    await scene.tell(envelope('clerk', track('account_deleted', { customer: customer({ id: 'user_1' }) })));
    await scene.tell(envelope('paystack', buys(claiming('user_1'), 'one')));
    expect((await told(scene)).at(-1)).toBe('Purchase paystack:CUS_9');
  });
});

it('a webhook that comes again after the config has begun to read whose it is, is told once', async () => {
  const scene = await openScene({ config: STORES });
  await scene.tell(signedUp(ADA, 60));
  const first = pays(customer({ id: 'cus_1', email: 'ada@example.com' }), 'one');
  await scene.tell(first);
  const commands = first.commands.map((each) => ({
    ...each,
    command: { ...each.command, customer: own('user_1', { email: 'ada@example.com' }) },
  }));
  await scene.sendRaw(JSON.stringify({ ...first, commands }), 'later');
  await scene.drain();
  expect(await told(scene)).toEqual(['Signed up user_1', 'Purchase user_1']);
});
