import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import { LOCAL_KEYS } from '../../local/bunce/server.ts';
import { bunceAccount } from './bunce.ts';

const define = (name: string, parameters: readonly object[]) => ({ name, description: 'x', parameters });
const parameter = (name: string, rest: object = {}) => ({ name, type: 'text', required: false, ...rest });

describe('the plan of setup', () => {
  it('tells a different type and a requirement from what fits', async () => {
    const { run, bunce } = await bunceAccount();
    const parameters = [
      parameter('Verified at', { type: 'Text' }),
      parameter('Level', { required: true }),
      parameter('Country', { required: true }),
    ];
    await bunce('POST /events', define('Identity verified', parameters));
    const { stdout } = await run('setup');
    expect(stdout).toMatch(/~ type +events\.identity_verified\.parameters\.Verified at: .*text in Bunce.*timestamp/);
    expect(stdout).toMatch(/~ required +events\.identity_verified\.parameters\.Level: Bunce requires/);
    expect(stdout).toMatch(/! unfilled +events\.identity_verified\.parameters: Bunce requires the parameter "Country"/);
  });

  it('names the nearest of what is missing, what is there twice, and what nobody uses', async () => {
    const { run, bunce, control } = await bunceAccount();
    await control('POST /switches', { duplicateNames: 'accept' });
    for (let copy = 0; copy < 2; copy += 1)
      await bunce('POST /events', define('Signed up', [parameter('signed up at'), parameter('Colour')]));
    await bunce('POST /attributes', { name: 'last purchase at', data_type: 'timestamp' });
    const { stdout, code } = await run('setup');
    expect(code).toBe(1);
    expect(stdout).toMatch(/\+ missing +events\.signed_up\.parameters\.Signed up at: .*; the nearest is "signed up at"/);
    expect(stdout).toMatch(/\+ missing +events\.purchase_completed\.attributes\.Last purchase at: .*; the nearest is "last purchase at"/);
    expect(stdout).toMatch(/! twice +events\.signed_up\.event: Bunce has more than one event "Signed up"/);
    expect(stdout).toMatch(/- unused +no binding uses the parameter "Colour" of "Signed up"/);
    expect(stdout).toMatch(/- unused +no binding uses the attribute "last purchase at"/);
  });

  it('deletes and changes nothing, whatever stands in the account', async () => {
    const { run, bunce, control, catalogue } = await bunceAccount();
    await bunce('POST /events', define('Somebody else uses this', [parameter('A')]));
    await bunce('POST /events', define('Signed up', [parameter('Signed up at')]));
    await bunce('POST /attributes', { name: 'Plan', data_type: 'numeric' });
    expect(await run('setup --create --yes')).toMatchObject({ code: 1 });
    const { body } = await control('GET /log');
    expect(JSON.stringify(body)).not.toMatch(/"method":"(DELETE|PUT|PATCH)"/);
    expect(catalogue().events.map(({ name }) => name)).toContain('Somebody else uses this');
    expect(catalogue().events.find(({ name }) => name === 'Signed up')?.parameters).toEqual([parameter('Signed up at')]);
    expect(catalogue().attributes).toContainEqual(expect.objectContaining({ name: 'Plan', type: 'numeric' }));
  });

  it('fails --check by what is required now, or of another type', async () => {
    const { run, catalogue, bunce } = await bunceAccount();
    await run('setup --create --yes');
    const { id, parameters, name } = catalogue().events.find((event) => event.name === 'Payment failed')!;
    await bunce('DELETE /events', { event_id: id });
    const other = parameters.map((each) => ({
      ...each,
      ...(each.name === 'Amount' && { type: 'text' }),
      required: each.name === 'Reason',
    }));
    await bunce('POST /events', { name, description: name, parameters: other });
    const { code, stdout } = await run('setup --check');
    expect(code).toBe(1);
    expect(stdout).toMatch(/the parameter "Amount" of "Payment failed" was numeric and is text now/);
    expect(stdout).toMatch(/the parameter "Reason" of "Payment failed" was text and is text, required now/);
  });
});

/** The command line on a terminal of its own; each answer is typed when its question stands there. */
async function onTerminal(command: readonly string[], answers: readonly (readonly [question: RegExp, answer: string])[]): Promise<string> {
  const main = join(import.meta.dirname, '../../cli/main.ts');
  const { BUNCE_KEY: _key, ...environment } = process.env;
  const line = [process.execPath, main, ...command].map((word) => `'${word}'`).join(' ');
  const child = spawn('/usr/bin/script', ['-qec', line, '/dev/null'], { env: { ...environment, NODE_NO_WARNINGS: '1' } });
  onTestFinished(() => void child.kill());
  const left = [...answers];
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    const [next] = left;
    if (!next?.[0].test(said)) return;
    left.shift();
    child.stdin.write(`${next[1]}\n`);
  });
  return new Promise((resolve) => void child.on('close', () => resolve(said)));
}

// `script`, which lends a terminal, takes other words elsewhere.
describe.skipIf(process.platform !== 'linux')('on a terminal setup', () => {
  it.each([
    ['n', 0],
    ['y', 12],
  ])('asks for the key unseen, shows what it would create and asks: %s', async (answer, events) => {
    const { url, file, catalogue } = await bunceAccount();
    const said = await onTerminal(
      ['setup', '--create', '--base-url', url, '--catalogue', file],
      [
        [/Key of the Bunce account/, LOCAL_KEYS.test],
        [/\[y\/N\]/, answer],
      ],
    );
    expect(said).toMatch(/Key of the Bunce account at [^]*\+ missing +events\.signed_up\.event[^]*Create these \d+ in the account at /);
    expect(said).not.toContain(LOCAL_KEYS.test);
    expect(catalogue().events).toHaveLength(events);
  });
});
