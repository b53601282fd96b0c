import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import { emailKey, idKey } from '../../functions/consumer/people/person-ref.ts';
import { eraseRun } from './erase-run.ts';
import { rejected, unreadable } from './parked-messages.ts';

const { target, root, atBunce, someone, find, erase } = eraseRun();

describe('erase', () => {
  it('leaves a tombstone, overwrites the profile at Bunce and removes what is parked', async () => {
    const email = await someone('ada');
    await target().park(
      rejected({ id: 'ada-1', customerId: 'CUS_ada' }),
      unreadable('ada-2', JSON.stringify({ note: `to ${email}` })),
      rejected({ id: 'x', email: 'x@example.com' }),
    );
    const { code, answer, stderr } = await erase('--email', 'ADA@example.com');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^local run at /);
    expect(answer.parts.map(({ ended }) => ended)).toEqual(['done', 'done']);
    expect(await find(emailKey(email))).toMatchObject({
      erasedAt: expect.any(Number) as number,
      email: undefined,
      bunceId: undefined,
      account: '-',
    });
    expect(await find(idKey('paystack', 'CUS_ada'))).toMatchObject({ id: answer.person });
    const text = await target().held();
    expect([email, 'user_ada', 'CUS_ada'].filter((each) => text.includes(each))).toEqual([]);
    expect(await atBunce('customers')).toMatchObject([
      {
        customer_id: 'user_ada',
        first_name: 'Deleted',
        last_name: 'User',
        email: expect.stringMatching(/^deleted\+[0-9a-f]{16}@example\.invalid$/) as string,
        phone_no: '+10000000000',
      },
    ]);
    expect(await target().drain(target().parked)).toHaveLength(1);
  });

  it('on a dry run says all of it and changes nothing', async () => {
    const email = await someone('bisi');
    await target().park(rejected({ id: 'bisi-1', email }));
    const [table, customers] = [await target().held(), await atBunce('customers')];
    const { code, stdout } = await target().run('erase', '--email', email, '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /would erase person [\s\S]*would overwrite the profile of user_bisi[\s\S]*would drop 1[\s\S]*left to be done by hand:/,
    );
    expect([await target().held(), await atBunce('customers')]).toEqual([table, customers]);
    expect(await target().drain(target().parked)).toHaveLength(1);
  });

  it('says on a second run since when they are erased, and finishes what was left', async () => {
    const email = await someone('chi');
    await erase('--email', email);
    const before = await find(emailKey(email));
    await target().park(rejected({ id: 'chi-1', customerId: 'CUS_chi' }));
    const { code, answer } = await erase('--email', email);
    expect(answer.byHand[0]).toMatch(/under the overwritten name, unless that was done already/);
    expect({ code, text: answer.parts[0]?.text }).toMatchObject({
      code: 0,
      text: expect.stringContaining('is erased already, since') as string,
    });
    expect(await target().drain(target().parked)).toEqual([]);
    expect((await find(emailKey(email)))?.erasedAt).toBe(before?.erasedAt);
  });

  it('finds them by the id of a provider', async () => {
    const email = await someone('dayo');
    const [byGuest, byAccount] = [
      await erase('--provider', 'paystack', '--id', 'CUS_dayo', '--dry-run'),
      await erase('--provider', 'clerk', '--id', 'user_dayo'),
    ];
    expect(byGuest.answer.person).toBe(byAccount.answer.person);
    expect((await find(emailKey(email)))?.erasedAt).toBeDefined();
  });

  it('removes what could not be read and names them by nothing but an id of theirs', async () => {
    const email = await someone('gbenga');
    const paid = (data: object): string => JSON.stringify({ event: 'charge.success', data });
    const someoneElse = unreadable('gbenga-4', paid({ amount: 7, customer: { customer_code: 'CUS_else', phone: '08031234567' } }));
    await target().park(
      unreadable('gbenga-1', paid({ customer: { customer_code: 'CUS_gbenga', first_name: 'Gbenga', phone: '08039876543' } })),
      unreadable('gbenga-2', 'customer_code=CUS_gbenga&phone=08039876543'),
      unreadable('gbenga-3', paid({ metadata: '{"user_id":"user_gbenga"}' })),
      someoneElse,
    );
    expect((await erase('--email', email)).answer.parts[1]?.text).toMatch(/dropped 3/);
    expect(await target().drain(target().parked)).toMatchObject([{ Body: expect.stringContaining('gbenga-4') as string }]);
  });

  it('notes it like the console, without personal data', async () => {
    const email = await someone('ebun');
    const { answer } = await erase('--email', email);
    const last = readFileSync(join(root(), '.bunce-sync/audit.jsonl'), 'utf8').trim().split('\n').at(-1) ?? '';
    expect(JSON.parse(last)).toMatchObject({ what: 'erase', count: 1, ids: [answer.person], stage: 'default' });
    expect(last).not.toMatch(/ebun/);
  });

  it('says by hand what it cannot do', async () => {
    const kept = join(root(), '.bunce-sync/kept');
    mkdirSync(kept, { recursive: true });
    onTestFinished(() => rmSync(kept, { recursive: true }));
    const { answer } = await erase('--email', await someone('femi'), '--dry-run');
    const byHand = answer.byHand.join('\n');
    expect(byHand).toMatch(/user_femi: delete them in its dashboard/);
    expect(byHand).toMatch(/again with --bond deletes them there/);
    expect(byHand).toMatch(/the queue holds 0 webhooks/);
    expect(byHand).toMatch(/"[^"]*parked list --reason unreadable" lists those that are left/);
    expect(byHand).toMatch(/\.bunce-sync\/kept, [\s\S]*until that run ends[\s\S]*until "[^"]*reset" empties it/);
  });
});

describe('erase refuses', () => {
  it.each([
    [[]],
    [['--email', 'a@example.com', '--provider', 'paystack', '--id', '1']],
    [['--provider', 'paystack']],
    [['--provider', 'nobody', '--id', '1']],
    [['--email', 'nobody']],
  ])('%j', async (words) => {
    expect(await erase(...words)).toMatchObject({ code: 2, stdout: '' });
  });

  it('a stranger, and says where they may be known all the same', async () => {
    expect(await erase('--email', 'stranger@example.com')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/nobody is known by stranger@example\.com[\s\S]*parked drop --person stranger@example\.com/) as string,
    });
  });
});
