import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { project } from '../project.ts';
import { committedCatalogue } from '../../cli/catalogue.ts';
import { differences } from '../../shared/bunce/account/differences.ts';
import { requirementsOf } from '../../shared/bunce/account/requirements.ts';
import { catalogueFile } from '../../shared/config/catalogue-file.ts';
import { bunceAccount } from './bunce.ts';

const APP = join(import.meta.dirname, '../../infra/app.ts');
const CREATE = 'setup --create --yes';

const synth = (catalogue: string) =>
  spawnSync(process.execPath, [APP], { encoding: 'utf8', env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify({ catalogue }) } });

describe('setup', () => {
  it('defines what is missing, once, and writes the same catalogue every time', async () => {
    const { run, file, catalogue } = await bunceAccount();
    expect(await run(CREATE)).toMatchObject({ code: 0 });
    const written = readFileSync(file, 'utf8');
    expect(await run(CREATE)).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).toBe(written);
    const { events, attributes } = catalogue();
    expect(events.find(({ name }) => name === 'Purchase completed')?.parameters).toContainEqual({
      name: 'Amount',
      type: 'numeric',
      required: false,
    });
    expect(attributes).toContainEqual(expect.objectContaining({ name: 'Last purchase at', type: 'timestamp' }));
    expect(events.map(({ name }) => name)).toEqual(events.map(({ name }) => name).toSorted());
    expect(await run('setup --check')).toMatchObject({ code: 0 });
  });

  it('says what an empty account lacks, and creates nothing on its own', async () => {
    const { run, bunce } = await bunceAccount();
    const { code, stdout } = await run('setup');
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringMatching(/: empty\n[^]*events\.signed_up\.event: Bunce has no event "Signed up"[^]*--create/),
    });
    expect(await bunce('GET /events')).toMatchObject({ body: { data: [] } });
  });

  it('asks before it creates, so --create alone is refused where nobody answers', async () => {
    const { run } = await bunceAccount();
    expect(await run('setup --create')).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') });
  });

  it('reads a list with its rows one level deeper', async () => {
    const { run, control } = await bunceAccount();
    const data = { data: [{ id: 'e1', name: 'Deep', parameters: [] }], meta: { has_next_page: false, next_page_cursor: null } };
    await control('POST /faults', { method: 'GET', path: '/events', status: 200, body: { success: true, message: '', data } });
    expect((await run('setup --json')).stdout).toMatch(/"events":1,.*no binding uses the event \\"Deep\\"/);
  });

  it('reads a thousand events over twenty pages', async () => {
    const { run, bunce, control } = await bunceAccount();
    const parameters = [{ name: 'A', type: 'text', required: false }];
    const names = Array.from({ length: 1000 }, (_, n) => `Event ${n}`);
    await Promise.all(names.map(async (name) => bunce('POST /events', { name, description: 'x', parameters })));
    await control('POST /reset', { keep: ['definitions'] });
    expect((await run('setup')).stdout).toMatch(/1000 events, 0 attributes\n[^]*and 990 more that no binding uses/);
    expect((await control('GET /log')).body).toHaveLength(21);
    expect((await run('doctor')).stdout).toMatch(/✓ Bunce account: 1000 events/);
  });
});

describe('a parameter renamed in the account', () => {
  const renamed = async () => {
    const account = await bunceAccount();
    await account.run(CREATE);
    await account.renameParameter('Purchase completed', { Amount: 'Total amount' });
    return account;
  };

  it('fails setup --check with its name', async () => {
    const { run } = await renamed();
    const { code, stdout } = await run('setup --check');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /events\.purchase_completed\.parameters\.Amount: .*"Amount" of "Purchase completed"; nothing is bound to "Total amount"/,
    );
    expect(stdout).toMatch(/the parameter "Amount" of "Purchase completed" is not in the account any more/);
  });

  it('cannot be created, and setup says what can be done', async () => {
    const { run } = await renamed();
    expect(await run(CREATE)).toMatchObject({ code: 1, stdout: expect.stringContaining('cannot change an event that exists') });
  });

  it('stops synth with the place in the config once the catalogue has the new name', async () => {
    const { run, file } = await renamed();
    await run('setup');
    const { status, stderr } = synth(file);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/config\.ts:\n(?:  bunce.*\n)?  events\.purchase_completed\.parameters\.Amount: .*"Total amount"/),
    });
  });
});

describe('an account that cannot be read', () => {
  it.each([
    ['a wrong key', 'sk_test_wrong', {}, /refuses the key \(401: Unauthenticated\).*api-webhooks/],
    [
      'an expired key',
      undefined,
      { status: 401, body: { success: false, message: 'The key has expired' } },
      /refuses the key \(401: The key has expired\)/,
    ],
    ['too many requests', undefined, { status: 429, headers: { 'retry-after': '142' } }, /too many requests .* 142 seconds/],
    ['a fault of Bunce', undefined, { status: 503 }, /has a fault \(503/],
    ['a page of someone else', undefined, { garbage: true }, /is not Bunce's API.*base URL/],
    ['a cut connection', undefined, { drop: true }, /cut the connection/],
  ])('ends setup with a clear answer: %s', async (...[, key, fault, answer]) => {
    const { run, control } = await bunceAccount();
    if (key === undefined) await control('POST /faults', fault);
    expect(await run('setup', key === undefined ? {} : { key })).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(answer) });
  });

  it('ends setup with a clear answer: nothing listens, no key, no URL', async () => {
    const { run } = await bunceAccount();
    const nobody = 'setup --base-url http://127.0.0.1:9/v1';
    expect(await run(nobody)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/cannot be reached at http:\/\/127.0.0.1:9\/v1 \(ECONNREFUSED\)/),
    });
    expect(await run('setup', { key: '' })).toMatchObject({ code: 2, stderr: expect.stringContaining('BUNCE_KEY') });
    expect(await run('setup --base-url nonsense')).toMatchObject({ code: 2, stderr: expect.stringContaining('base URL') });
  });
});

it('the committed catalogue has all that the committed config binds', () => {
  expect(
    differences(requirementsOf(project.config), committedCatalogue(catalogueFile(project, 'default'))).filter(
      ({ kind }) => kind !== 'unused',
    ),
  ).toEqual([]);
});
