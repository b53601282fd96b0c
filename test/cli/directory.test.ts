import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

import { importRows } from '../../cli/directory/import.ts';
import { rowsOf } from '../../cli/directory/rows.ts';
import { providers } from '../../functions/webhooks/registry.ts';
import { accountPerson, emailKey, idKey } from '../../functions/consumer/people/person-ref.ts';
import { type Target, startTarget } from './target.ts';

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(async () => target.stop());

const rows = (text: string) => rowsOf(Buffer.from(text), providers).rows;
async function known(key: string) {
  const { owner } = await target.people.lookAgain(key);
  return owner === undefined ? undefined : target.people.peek(owner);
}
const options = () => ({ people: target.people, identity: 'clerk', overwrite: false, dryRun: false });

async function imported(text: string, ...flags: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'directory-'));
  onTestFinished(async () => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'people.csv'), text);
  return target.run('directory', 'import', join(folder, 'people.csv'), ...flags);
}

describe('the rows of a file', () => {
  it('may have a byte order mark, a header, CRLF, quotes, blanks and no last line break', () => {
    const text = '\uFEFFProvider,Customer id,E-mail,Bunce id\r\nstripe,"cus,1", ADA@example.com ,u1\r\n\r\nstripe,cus_2,,"u ""2"""';
    expect(rows(text)).toEqual([
      { line: 2, provider: 'stripe', id: 'cus,1', email: 'ada@example.com', bunceId: 'u1' },
      { line: 4, provider: 'stripe', id: 'cus_2', email: undefined, bunceId: 'u "2"' },
    ]);
  });

  it('are told by their lines when they are bad', () => {
    const { bad, rows: good } = rowsOf(
      Buffer.from('strip,1,a@b.co,\nstripe,,a@b.co,\nstripe,1,,\nstripe,1,ab.co,u\nstripe,1,a@b.co,u,x\nstripe,1,a@b.co,u\n'),
      providers,
    );
    expect(bad.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
    expect(good).toHaveLength(1);
  });
});

describe('what is imported', () => {
  it('leads from the customer id to the e-mail and on to the Bunce id', async () => {
    await importRows(
      rows('stripe,cus_a,a@example.com,u-a\nstripe,cus_b,,u-b\nstripe,cus_c,c@example.com,\nclerk,u-d,d@example.com,u-d'),
      options(),
    );
    expect(await known(idKey('stripe', 'cus_a'))).toMatchObject({ email: 'a@example.com' });
    expect(await known(emailKey('a@example.com'))).toMatchObject({ bunceId: 'u-a' });
    expect(await known(idKey('stripe', 'cus_b'))).toMatchObject({ bunceId: 'u-b' });
    expect(await target.people.peek(accountPerson('clerk', 'u-d'))).toMatchObject({
      bunceId: 'u-d',
      email: 'd@example.com',
      account: 'u-d',
    });
    expect(await known(idKey('stripe', 'cus_c'))).toMatchObject({ email: 'c@example.com', bunceId: undefined });
    expect(await known(emailKey('c@example.com'))).toMatchObject({ email: 'c@example.com' });
  });

  it('gives way to what the directory knows, unless told otherwise', async () => {
    await importRows(rows('stripe,cus_e,old@example.com,'), options());
    const changed = rows('stripe,cus_e,new@example.com,');
    expect(await importRows(changed, options())).toEqual({ imported: 1, differing: [1] });
    expect(await known(idKey('stripe', 'cus_e'))).toMatchObject({ email: 'old@example.com' });
    await importRows(changed, { ...options(), overwrite: true });
    expect(await known(idKey('stripe', 'cus_e'))).toMatchObject({ email: 'new@example.com' });
  });

  it.each(['f-new@example.com', ''])('gives up the address that was on its way (row: %j)', async (email) => {
    const id = `u-f${email.length}`;
    const [person, parked] = [accountPerson('clerk', id), `${id}-parked@example.com`];
    await importRows(rows(`clerk,${id},${id}@example.com,${id}`), options());
    const lease = await target.people.lease(person);
    if (lease === 'taken') throw new Error('taken');
    await target.people.claim(emailKey(parked), person);
    lease.learn({ coming: parked });
    await lease.release();
    await importRows(rows(`clerk,${id},${email},${id}`), { ...options(), overwrite: true });
    expect(await target.people.peek(person)).toMatchObject({ email: email || `${id}@example.com`, coming: undefined });
    expect((await target.people.lookAgain(emailKey(parked))).owner).toBeUndefined();
  });
});

describe('directory import', () => {
  it('imports the good rows, lists the bad ones and exits 1', async () => {
    const many = Array.from({ length: 250 }, (_, index) => `paddle,ctm_${index},p${index}@example.com,`).join('\n');
    const { code, stdout } = await imported(`${many}\npaddle,ctm_x,nobody,\n`, '--json');
    expect({ code, answer: JSON.parse(stdout) as unknown }).toMatchObject({ code: 1, answer: { imported: 250, bad: [{ line: 251 }] } });
    expect(await known(idKey('paddle', 'ctm_249'))).toMatchObject({ email: 'p249@example.com' });
  });

  it('writes nothing on a dry run', async () => {
    expect(await imported('paddle,ctm_dry,dry@example.com,', '--dry-run')).toMatchObject({ code: 0, stdout: 'would import 1 row\n' });
    expect(await known(idKey('paddle', 'ctm_dry'))).toBeUndefined();
  });

  it('writes nothing of a file that is no CSV', async () => {
    expect(await imported('paddle,ctm_q,q@example.com,\npaddle,"ctm_r')).toMatchObject({ code: 2, stdout: '' });
    expect(await known(idKey('paddle', 'ctm_q'))).toBeUndefined();
  });
});
