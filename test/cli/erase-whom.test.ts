import { describe, expect, it } from 'vitest';

import { comeTo } from '../../functions/consumer/state/addresses.ts';
import { forwarding } from '../../functions/consumer/people/arrival.ts';
import { accountPerson, bunceKey, emailKey, idKey } from '../../functions/consumer/people/person-ref.ts';
import { eraseRun } from './erase-run.ts';
import { rejected } from './parked-messages.ts';

const { target, atBunce, someone, known, find, erase } = eraseRun();

const lease = async (person: string, account?: string) => {
  const taken = await target().people.lease(person, { account });
  if (taken === 'taken') throw new Error('nobody else is here');
  return taken;
};

/** A second account that came to the address. */
async function shared(name: string): Promise<string> {
  const email = await someone(name);
  const second = await lease(accountPerson('clerk', `second_${name}`), `second_${name}`);
  second.learn({ email, idOnly: true });
  await comeTo({ people: target().people, lease: second, email });
  await second.release();
  return email;
}

describe('an address that two accounts have', () => {
  it('says which they are, and does nothing', async () => {
    const email = await shared('ada');
    const { code, stdout, stderr } = await erase('--email', email);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/2 have ada@example\.com[\s\S]*say which by --id:\n\s+--id user_ada\n\s+--id second_ada/);
  });

  it('goes to the other with one of them, and so do the messages that name it alone', async () => {
    const email = await shared('bisi');
    await target().park(rejected({ id: 'theirs', email }), rejected({ id: 'his', customerId: 'CUS_bisi' }));
    expect(await erase('--id', 'user_bisi')).toMatchObject({ code: 0 });
    expect(await find(emailKey(email))).toMatchObject({ account: 'second_bisi', erasedAt: undefined });
    expect((await target().drain(target().parked)).map(({ Body }) => Body?.includes('theirs'))).toEqual([true]);
    expect((await find(idKey('paystack', 'CUS_bisi')))?.erasedAt).toBeDefined();
  });
});

it('a guest who became an account is erased as that account, with what Bunce has of both', async () => {
  const email = await someone('chi');
  const { people } = target();
  const guest = await lease('guest-chi');
  await people.claim(idKey('stripe', 'cus_chi'), 'guest-chi');
  await people.claim(bunceKey('stripe:cus_chi'), 'guest-chi');
  guest.learn(forwarding(accountPerson('clerk', 'user_chi')));
  await guest.release();
  await atBunce('switches', { sameEmail: 'accept' });
  await atBunce('customers', { customer_id: 'stripe:cus_chi', email: 'guest@example.com', first_name: 'Chi' });
  const { answer } = await erase('--provider', 'stripe', '--id', 'cus_chi');
  expect(answer.person).toBe(accountPerson('clerk', 'user_chi'));
  expect(await atBunce('customers')).toMatchObject([{ first_name: 'Deleted' }, { first_name: 'Deleted' }]);
  expect((await find(emailKey(email)))?.erasedAt).toBeDefined();
});

it('whom Bunce has without our knowing is found by the e-mail, and overwritten', async () => {
  await known('paystack,CUS_dayo,dayo@example.com,\n');
  await atBunce('customers', { customer_id: 'old-shop-7', email: 'dayo@example.com', first_name: 'Dayo' });
  expect((await erase('--email', 'dayo@example.com', '--dry-run')).answer.byHand.join()).toContain('old-shop-7');
  await erase('--email', 'dayo@example.com');
  expect(await atBunce('customers')).toMatchObject([{ customer_id: 'old-shop-7', first_name: 'Deleted' }]);
});

it('a number that is one provider’s id of them is somebody else’s in Bunce, and in other providers’ messages', async () => {
  await known('woocommerce,5,ebun@example.com,\n');
  await atBunce('customers', { customer_id: '5', email: 'other@example.com', first_name: 'Other' });
  await target().park(rejected({ id: 'stays', customerId: '5' }));
  expect(await erase('--provider', 'woocommerce', '--id', '5')).toMatchObject({ code: 0 });
  expect(await atBunce('customers')).toMatchObject([{ customer_id: '5', first_name: 'Other' }]);
  expect(await target().drain(target().parked)).toHaveLength(1);
});

it('an e-mail that Bunce keeps is said to be deleted by hand at once', async () => {
  const email = await someone('femi');
  await atBunce('faults', { method: 'PUT', status: 200, body: { success: true, data: { customer_id: 'user_femi', email } }, times: 1 });
  expect((await erase('--email', email)).answer.byHand[0]).toMatch(
    /^Bunce kept the e-mail of user_femi: delete them in its dashboard.* at once$/,
  );
});
