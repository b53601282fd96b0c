import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';

import { startWatchedRun } from '../../cli/dev/watched-run.ts';
import { providerNamed } from '../../cli/provider.ts';
import { localSecret } from '../../local/local-secret.ts';
import { ownSecretsOf } from '../../local/own-secrets.ts';
import type { LocalRun } from '../../local/local-run.ts';
import { homeOf, sampleOf } from '../../local/samples.ts';
import { CLOCKS } from '../pipeline/clocks.ts';
import { project } from '../project.ts';
import { launchChromium } from './chromium.ts';

export interface Opening {
  readonly path?: string;
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
}

export interface Watched {
  readonly run: LocalRun;
  /** A page of the console; what it complains of, and what it asks of other places, is noted. */
  open(opening?: Opening): Promise<Page>;
  /** What pages have complained of since. */
  readonly complaints: string[];
  /** As its provider would. */
  send(provider: string, webhook: Sending): Promise<number>;
  control(path: string, body?: object, method?: string): Promise<unknown>;
}

export interface Sending {
  readonly sample?: string;
  readonly body?: string;
  readonly secret?: string;
  readonly id?: string;
}

/** The local run with its console, and a browser, for the tests of one file. */
export function watched(): Watched {
  const root = mkdtempSync(join(tmpdir(), 'bunce-sync-console-'));
  for (const name of ['bunce-sync.config.ts', 'bunce.catalogue.json', 'package.json']) cpSync(join(project.root, name), join(root, name));
  symlinkSync(join(project.root, 'entries'), join(root, 'entries'));
  const complaints: string[] = [];
  let run: LocalRun;
  let browser: Browser;
  beforeAll(async () => {
    [run, browser] = await Promise.all([
      startWatchedRun({
        project,
        assembly: inject('assembly'),
        ownSecrets: ownSecretsOf({ root }),
        environment: { DELIVERY: JSON.stringify(CLOCKS), POWERTOOLS_LOG_LEVEL: 'DEBUG' },
      }),
      launchChromium(),
    ]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([browser.close(), run.stop()]);
    rmSync(root, { recursive: true });
  });
  return {
    complaints,
    get run() {
      return run;
    },
    async open({ path = '/', width = 1024, scheme = 'light' } = {}) {
      const context = await browser.newContext({
        viewport: { width, height: 800 },
        colorScheme: scheme,
        permissions: ['clipboard-write', 'clipboard-read'],
      });
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      listen(page, { complaints, origin: run.gateway });
      await page.goto(`${run.gateway}${path}`);
      return page;
    },
    send: async (name, sending) => post(run, { name, ...sending }),
    control: async (path, body, method = body ? 'POST' : 'GET') =>
      (await fetch(`${run.bunce.control}/${path}`, { method, ...(body && { body: JSON.stringify(body) }) })).json(),
  };
}

function listen(page: Page, { complaints, origin }: { readonly complaints: string[]; readonly origin: string }): void {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('data:')) complaints.push(`asked ${url}`);
  });
}

async function post(
  run: LocalRun,
  { name, sample, body, secret, id = `msg_${crypto.randomUUID()}` }: Sending & { readonly name: string },
): Promise<number> {
  const provider = providerNamed(name, project);
  const { body: bytes, headers } =
    sample === undefined ? { body: Buffer.from(body ?? ''), headers: {} } : sampleOf(homeOf(name, project), sample);
  const proof = provider.signature.sign({ body: bytes, secret: secret ?? localSecret(provider), now: new Date(), id, settings: {} });
  const response = await fetch(`${run.gateway}/webhooks/${name}`, {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: { 'content-type': 'application/json', ...headers, ...proof },
  });
  expect(response.status).toBeLessThan(500);
  return response.status;
}
