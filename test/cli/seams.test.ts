import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { providers } from '../../functions/webhooks/registry.ts';
import { cli } from './cli.ts';

const sample = (name: string): string => join(import.meta.dirname, `../../functions/webhooks/paystack/samples/${name}/body.json`);
const BODY = sample('charge.success');
const paystack = providers['paystack'];
const body = '{"event":"paymentrequest.pending","data":{}}';
const header = (secret: string): string => {
  const proof = paystack?.signature.sign({ body: Buffer.from(body), secret, now: new Date(), id: '' }) ?? {};
  return `X-Paystack-Signature: ${proof['x-paystack-signature']}`;
};

describe('verify', () => {
  const verify = (...rest: string[]) => cli(['verify', 'paystack', '--json', '--body', '-', ...rest], { input: body });

  it('accepts either of two secrets', async () => {
    expect(await verify('--header', header('old'), '--secret', 'new', '--secret', 'old')).toMatchObject({
      code: 0,
      stdout: '{"verdict":"ok"}\n',
    });
  });

  it.each([
    ['mismatch', ['--header', header('other')]],
    ['malformed', ['--header', 'x-paystack-signature: abc']],
    ['unsigned', []],
  ])('says %s and exits 1', async (verdict, flags) => {
    expect(await verify('--secret', 's', ...flags)).toMatchObject({ code: 1, stdout: `{"verdict":"${verdict}"}\n` });
  });

  it('exits 2 when it is called wrongly, and says what is missing', async () => {
    expect(await cli(['verify', 'paystack'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--body') as string });
    expect(await cli(['verify', 'paypall', '--body', BODY, '--secret', 's'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('paypall') as string,
    });
    expect(await verify('--secret', 's', '--now', 'soon')).toMatchObject({ code: 2 });
  });

  it('judges nothing by a secret that is none, and goes on with a warning where it is short', async () => {
    for (const none of ['', '••••', 'sk_live_', '****'])
      expect(await verify('--header', header('s'), '--secret', none), none).toMatchObject({ code: 2, stdout: '' });
    expect(await verify('--header', header('s'), '--secret', 's')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('weak') as string,
    });
  });
});

describe('map', () => {
  it('prints the commands of a known event', async () => {
    const { code, stdout } = await cli(['map', 'paystack', '--json', '--body', BODY]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'accepted', type: 'charge.success', commands: [{ type: 'track-event' }] });
  });

  it('tells ignored from unreadable', async () => {
    expect(await cli(['map', 'paystack', '--json', '--body', '-'], { input: body })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('"ignored"') as string,
    });
    const broken = await cli(['map', 'paystack', '--json', '--body', '-'], { input: '{"event":"charge.success","data":{}}' });
    expect(broken).toMatchObject({ code: 1, stdout: expect.stringContaining('"unreadable"') as string });
  });

  it('gives a null id where the id travels in a header that was not given', async () => {
    const clerk = join(import.meta.dirname, '../../functions/webhooks/clerk/samples/user.created/body.json');
    expect((await cli(['map', 'clerk', '--json', '--body', clerk])).stdout).toContain('"id":null');
    expect((await cli(['map', 'clerk', '--json', '--body', clerk, '--header', 'svix-id: msg_1'])).stdout).toContain('"id":"msg_1"');
  });
});

describe('send', () => {
  it('posts what the provider would post', async () => {
    const got: string[] = [];
    const server = createServer((request, response) => {
      got.push(String(request.headers['x-paystack-signature']));
      response.end('{"outcome":"accepted"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, stdout } = await cli([
      'send',
      'paystack',
      '--sample',
      'charge.success',
      '--to',
      `http://127.0.0.1:${port}/webhooks/paystack`,
    ]);
    server.close();
    expect([code, stdout]).toEqual([0, '200 OK  {"outcome":"accepted"}\n']);
    expect(got).toEqual([expect.stringMatching(/^[0-9a-f]{128}$/)]);
  });

  it('says what to start when nothing answers, without a stack trace', async () => {
    const { code, stderr } = await cli(['send', 'paystack', '--sample', 'charge.success', '--to', 'http://127.0.0.1:9/x']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: nothing answers .*npm start.*\n$/);
  });

  it('names the samples there are', async () => {
    expect((await cli(['send', 'paystack', '--sample', 'nope'])).stderr).toContain('charge.success');
  });
});

it('prints a local secret for every provider', async () => {
  const { stdout } = await cli(['secrets', 'local']);
  expect(Object.keys(JSON.parse(stdout) as object).sort()).toEqual(Object.keys(providers).sort());
});
