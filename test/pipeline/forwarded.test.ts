import { spawn } from 'node:child_process';
import { createServer, request as ask } from 'node:http';
import { cpSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { afterAll, expect, inject, it } from 'vitest';

import { providerNamed } from '../../cli/provider.ts';
import { close, listen } from '../../local/loopback.ts';
import { ownSecretsOf } from '../../local/own-secrets.ts';
import { announceRun } from '../../local/run-file.ts';
import type { LocalRun } from '../../local/local-run.ts';
import { startLocalRun } from '../../local/run.ts';
import { localSecretOf } from '../../local/provider-secrets.ts';
import { homeOf, sampleOf } from '../../local/samples.ts';
import { project } from '../project.ts';
import { charge } from './running.ts';

const SECRET = 'sk_live_of_the_real_account';

/** A project of its own, so that what is kept is kept there. */
const root = mkdtempSync(join(tmpdir(), 'bunce-sync-forwarded-'));
afterAll(() => rmSync(root, { recursive: true }));
for (const name of ['bunce-sync.config.ts', 'bunce.catalogue.json', 'package.json']) cpSync(join(project.root, name), join(root, name));
symlinkSync(join(project.root, 'entries'), join(root, 'entries'));

async function withRun<Result>(work: (run: LocalRun) => Promise<Result>): Promise<Result> {
  const run = await startLocalRun({ project, assembly: inject('assembly'), ownSecrets: ownSecretsOf({ root }) });
  const withdraw = await announceRun({ root }, run);
  try {
    return await work(run);
  } finally {
    await withdraw();
    await run.stop();
  }
}

/** What a forwarder does: it hands on what the provider signed, under a host of its own. */
async function forwarded(run: LocalRun, { secret, reference }: { readonly secret: string; readonly reference: string }): Promise<number> {
  return handedOn(run, { provider: 'paystack', body: charge(reference), secret });
}

interface Handed {
  readonly provider: string;
  readonly body: string;
  readonly secret: string;
}

async function handedOn(run: LocalRun, { provider, body, secret }: Handed): Promise<number> {
  const { signature } = providerNamed(provider, project);
  const proof = signature.sign({ body: Buffer.from(body), secret, now: new Date(), id: 'msg' });
  const { hostname, port } = new URL(run.gateway);
  const forwarder = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, host: 'busy-otter.trycloudflare.com' };
    const onward = ask({ hostname, port, path: incoming.url, method: 'POST', headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  const url = await listen(forwarder);
  const { status } = await fetch(`${url}/webhooks/${provider}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...proof },
  });
  await close(forwarder);
  return status;
}

async function set(run: LocalRun, secret: string): Promise<string> {
  const words = [join(project.root, 'cli/main.ts'), '--project', root, 'secrets', 'set', 'paystack'];
  const child = spawn(process.execPath, words, { env: { PATH: process.env['PATH'], PORT: new URL(run.gateway).port }, stdio: 'pipe' });
  child.stdin.end(secret);
  return (await Promise.all([text(child.stdout), text(child.stderr)])).join('');
}

it('the keys of an API of one’s own change nothing of a look-up here, which asks a simulator', async () => {
  const secret = 'of_the_real_bond';
  ownSecretsOf({ root }).keep('BondSecret', JSON.stringify({ secrets: [secret], identity: 'their own', authorization: 'their own' }));
  const body = sampleOf(homeOf('bond'), 'customer.updated').body.toString();
  const statuses = await withRun(async (run) => [
    await handedOn(run, { provider: 'bond', body, secret }),
    await handedOn(run, { provider: 'bond', body, secret: localSecretOf('bond', project) }),
  ]);
  expect(statuses).toEqual([200, 200]);
});

it('a real webhook is refused, then taken at once, and taken by the next run too; so are the samples', async () => {
  const sample = localSecretOf('paystack', project);
  const statuses = await withRun(async (run) => {
    const before = await forwarded(run, { secret: SECRET, reference: 'f1' });
    const said = await set(run, SECRET);
    expect(said).toMatch(/local run at http:\/\/127\.0\.0\.1:\d+/);
    expect(said).toContain('paystack: the secret is set; known at once');
    expect(said).not.toContain(SECRET);
    return [before, await forwarded(run, { secret: SECRET, reference: 'f1' }), await forwarded(run, { secret: sample, reference: 'f2' })];
  });
  expect(statuses).toEqual([401, 200, 200]);
  expect(statSync(join(root, '.bunce-sync/secrets.json')).mode & 0o777).toBe(0o600);
  const later = await withRun(async (run) => [
    await forwarded(run, { secret: SECRET, reference: 'f3' }),
    await forwarded(run, { secret: sample, reference: 'f4' }),
    await forwarded(run, { secret: 'sk_live_of_somebody_else', reference: 'f5' }),
  ]);
  expect(later).toEqual([200, 200, 401]);
});
