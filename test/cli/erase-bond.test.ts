import { describe, expect, it } from 'vitest';

import { idKey } from '../../functions/consumer/people/person-ref.ts';
import { AMARA } from '../local/bond/client.ts';
import { eraseRun } from './erase-run.ts';

const { atBond, erase, known, find, target } = eraseRun();

const DANIEL = '9c3e7d84-6f2b-4b7d-9a10-71c5e8d2f402';
const DANIELS = 'daniel.ohara@example.org';
const EMAIL = 'amara.okafor@example.com';
const ids = async () => ((await atBond('customers')) as readonly { readonly customer_id: string }[]).map((each) => each.customer_id);

describe('erase --bond', () => {
  it('asks first, and without anybody to ask does nothing', async () => {
    await known(`bond,${AMARA},${EMAIL},\n`);
    expect(await erase('--email', EMAIL, '--bond')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('--yes') as string,
    });
    expect(await ids()).toContain(AMARA);
    expect((await find(idKey('bond', AMARA)))?.erasedAt).toBeUndefined();
  });

  it('where Bond is down the rest is done, and the same command goes on to delete them by the id that leads to the tombstone', async () => {
    await known(`bond,${AMARA},${EMAIL},\n`);
    await atBond('faults', { status: 401, body: { Status: 401, Code: 'x', Type: 'Request Error', Message: 'no' } });
    const failed = await erase('--email', EMAIL, '--bond', '--yes');
    expect(failed).toMatchObject({ code: 1, answer: { parts: [{ ended: 'done' }, { ended: 'done' }, { what: 'bond', ended: 'failed' }] } });
    expect((await find(idKey('bond', AMARA)))?.erasedAt).toBeDefined();

    await atBond('reset', {});
    const again = await erase('--email', EMAIL, '--bond', '--yes');
    expect(again.answer.parts[2]).toMatchObject({ ended: 'done', text: `Bond: deleted ${AMARA}` });
    expect(await ids()).not.toContain(AMARA);
    expect((await erase('--email', EMAIL, '--bond', '--yes')).answer.parts[2]?.text).toBe(
      'Bond: has no customer that leads to this person',
    );
  });

  it('finds them by the e-mail where no id of Bond leads to anybody, among pages of others', async () => {
    await known(`clerk,user_daniel,${DANIELS},\n`);
    await atBond('customers', { count: 120 });
    const before = (await ids()).length;
    const { answer } = await erase('--email', DANIELS, '--bond', '--dry-run');
    expect(answer.parts[2]?.text).toBe(`Bond: would delete ${DANIEL}`);
    expect(await ids()).toHaveLength(before);
  });

  it('leaves whoever has the e-mail and is somebody else', async () => {
    await known(`clerk,user_daniel,${DANIELS},\nbond,${DANIEL},twin@example.com,\n`);
    const { answer } = await erase('--email', DANIELS, '--bond', '--dry-run');
    expect(answer.parts[2]?.text).toBe('Bond: has no customer that leads to this person');
    expect((await erase('--email', 'twin@example.com', '--bond', '--dry-run')).answer.parts[2]?.text).toBe(`Bond: would delete ${DANIEL}`);
  });

  it('refuses an account of Bond that the config does not name', async () => {
    await known('clerk,user_f,f@example.com,\n');
    expect(await target().run('erase', '--email', 'f@example.com', '--bond', 'stripe', '--yes')).toMatchObject({ code: 2, stdout: '' });
  });
});
