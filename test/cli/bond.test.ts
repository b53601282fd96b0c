import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { describe, expect, it } from 'vitest';

import { AMARA, NOBODY, VERIFIED } from '../local/bond/client.ts';
import { bondRun, rowsOf } from './bond-run.ts';

const MAIN = join(import.meta.dirname, '../../cli/main.ts');
const { customers, control, url, environment } = bondRun();
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);
const containing = (text: string): unknown => expect.stringContaining(text);

describe('bond customers list', () => {
  it('says where it acts, and lists a page as lines', async () => {
    const { code, stdout, stderr } = await customers(['list', '--per-page', '2']);
    expect({ code, lines: stdout.split('\n').length }).toEqual({ code: 0, lines: 3 });
    expect(stdout).toContain(`${AMARA}  Amara Ngozi Okafor  Amara.Okafor@example.com  +1 202-555-0143\n`);
    expect(stderr).toMatch(/^local run at .*\nBond at .*\n2 customers\nthere may be more: --page 2, or --all\n$/);
    expect(stderr).toContain(url());
  });

  it('goes on from a page, and stops at the last', async () => {
    const ran = await customers(['list', '--page', '2', '--per-page', '2', '--json']);
    expect(rowsOf(ran)).toMatchObject([{ first_name: 'Lucia' }]);
    expect(ran.stderr).not.toContain('more');
  });

  it('lists all of them, with a word on standard error as it goes', async () => {
    await control('POST /customers', { count: 1200 });
    const ran = await customers(['list', '--all', '--json']);
    expect(new Set(rowsOf(ran)).size).toBe(1203);
    expect(ran.stderr).toMatch(/1,000 customers so far\n1,203 customers\n$/);
    const log = JSON.stringify(await control('GET /log'));
    expect(log.match(/per_page=50/g)).toHaveLength(25);
  });

  it('ends without a word when nobody reads on', async () => {
    await control('POST /customers', { count: 3000 });
    const child = spawn(process.execPath, [MAIN, 'bond', 'customers', 'list', '--all'], { env: { ...process.env, ...environment() } });
    child.stdout.once('data', () => child.stdout.destroy());
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect({ code, said }).toEqual({ code: 0, said: expect.not.stringContaining('EPIPE') });
    expect(said).not.toContain('3,003');
  });

  it.each([
    ['a size of pages that Bond does not have', ['--per-page', '3'], /Allowed choices are 1, 2, 5, 10, 20, 50/],
    ['a page that is none', ['--page', '0'], /a number from 1/],
    ['an account that is not in the config', ['--provider', 'stripe'], /no account of Bond is called "stripe"/],
  ])('refuses %s', async (...[, flags, answer]) => {
    expect(await customers(['list', ...flags])).toMatchObject({ code: 2, stderr: matching(answer) });
  });
});

describe('bond customers show', () => {
  it('shows all that Bond tells, in words or as JSON', async () => {
    const { stdout } = await customers(['show', AMARA]);
    expect(stdout).toMatch(/^ssn +XXX-XX-4321$/m);
    expect(stdout).toMatch(/^date_created +2022-03-14T09:26:53.589793\+00:00$/m);
    expect(stdout).toMatch(/^address +1200 Harbor Ave\., Baltimore, MD 21230, US {2}primary, PHYSICAL, deliverable$/m);
    expect(rowsOf(await customers(['show', AMARA, '--json']))).toMatchObject([{ customer_id: AMARA, addresses: [{ city: 'Baltimore' }] }]);
  });

  it('says that there is nobody, or that the id is none', async () => {
    expect(await customers(['show', NOBODY])).toMatchObject({ code: 1, stdout: '', stderr: containing(`knows no customer ${NOBODY}`) });
    expect(await customers(['show', '../keys'])).toMatchObject({ code: 2, stderr: containing('customer_id: is no id of Bond') });
  });
});

describe('bond customers delete', () => {
  it('asks, and without anybody to ask deletes nothing', async () => {
    expect(await customers(['delete', AMARA])).toMatchObject({ code: 2, stderr: containing('--yes') });
    expect(await control('GET /log')).toEqual([]);
  });

  it('deletes, and says what remains and how that goes', async () => {
    const { code, stdout } = await customers(['delete', AMARA, '--yes']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: matching(/^deleted .* at Bond\. What remains:\n- in Bunce/) });
    for (const word of ['d2a7c1de-58b3-4d0e-a0b9-64f8a3c5e701', 'Amara.Okafor@example.com', `parked drop --person ${AMARA}`])
      expect(stdout).toContain(word);
    expect(await customers(['delete', AMARA, '--yes'])).toMatchObject({ code: 1, stderr: containing('knows no customer') });
  });

  it('says so as JSON', async () => {
    const ran = await customers(['delete', VERIFIED, '--yes', '--json']);
    expect(rowsOf(ran)).toMatchObject([{ deleted: VERIFIED, remains: { length: 3 } }]);
  });
});

describe('an error of Bond', () => {
  it.each([
    [
      'a Request Error',
      { status: 400, body: { Message: 'No.', Status: 400, Code: 'invalid_parameter', Type: 'Request Error' } },
      'error: Bond answered 400 (invalid_parameter, Request Error): No.\n',
    ],
    [
      'a Process Error',
      { status: 500, body: { Message: 'No.', Status: 500, Code: 'p', Type: 'Process Error' } },
      '(p, Process Error): No.\n',
    ],
    [
      'fields',
      {
        status: 400,
        body: {
          Message: { last_name: ['Missing data for required field.'] },
          Status: 400,
          Code: 'create_customer_schema',
          Type: 'Request Error',
        },
      },
      ': last_name: Missing data for required field.\n',
    ],
    [
      'a key that is not right',
      { status: 403, body: { Message: 'Not authorized.', Status: 403, Code: 'x', Type: 'Request Error' } },
      'Not authorized. (is the API key of this environment in the secret?)\n',
    ],
    ['a 404 of another', { status: 404, body: 'nope' }, 'Bond answered 404 (not as its API does: is baseUrl right?)\n'],
    ['a page', { garbage: true }, 'Bond answered 200 (not as its API does: is baseUrl right?)\n'],
    ['a cut line', { drop: true }, 'Bond did not answer: socket hang up'],
  ])('is told in words: %s', async (...[, fault, answer]) => {
    await control('POST /faults', fault);
    const { code, stdout, stderr } = await customers(['list']);
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: containing(answer) });
    expect(stderr).not.toMatch(/\n +at /);
  });

  it('of the server is tried once more, and that is said', async () => {
    await control('POST /faults', { status: 424, times: 1 });
    const { code, stderr } = await customers(['list']);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: containing('Bond answered 424 (service_disabled, Server Error): Fault 424; once more in 2 s\n'),
    });
  });
});
