import { createServer } from 'node:http';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';

import { type Page as Served, pageOf } from '../../local/console/bundle.ts';
import { consoleListener } from '../../local/console/server.ts';
import { shellOf } from '../../local/console/shell.ts';
import { Refused, type Source } from '../../local/console/source.ts';
import { close, listen } from '../../local/loopback.ts';
import { place } from '../local/console/asking.ts';
import { launchChromium } from './chromium.ts';

let [browser, page] = [] as unknown as [Browser, Served];
beforeAll(async () => {
  [browser, page] = await Promise.all([launchChromium(), pageOf()]);
});
afterAll(async () => browser.close());

interface Serving extends Partial<Source> {
  readonly token?: string;
  readonly port?: number;
}

/** The page over a place that is none; what was asked of it is noted. */
async function serve({ token = 'token', port = 0, ...parts }: Serving = {}) {
  const done: string[] = [];
  const held = place(done);
  const about = { ...held.about, views: ['parked', 'people', 'providers'] as const };
  const source = { ...held, about, ...parts };
  const html = shellOf({ token, title: 'a place' });
  const server = createServer(consoleListener({ source, page: { ...page, html }, token, everyRequest: false }));
  const url = await listen(server, { port });
  onTestFinished(async () => close(server));
  return { url, done, stop: async () => close(server) };
}

async function opened(url: string) {
  const tab = await browser.newPage({ viewport: { width: 1024, height: 800 } });
  onTestFinished(async () => tab.close());
  await tab.goto(url);
  return tab;
}

const SHOP = {
  name: 'shop',
  isEnabled: true,
  secret: 'own',
  url: 'https://hooks.example/shop',
  events: [],
  lastAt: null,
  count: 0,
  samples: [],
  credentials: { apiKey: 'the key of its API' },
} as const;
const providers = (done: string[]): Source['providers'] => ({
  list: async () => [SHOP],
  setSecret: async (name, given) => ({ text: (done.push(`${name} ${JSON.stringify(given)}`), 'set') }),
});

it('a page of a start before loads itself again, at the same address, once no dialog is open', async () => {
  const first = await serve({ token: 'first' });
  const tab = await opened(`${first.url}/people?q=ada`);
  await tab.getByRole('button', { name: 'Keys' }).click();
  await tab.getByRole('dialog').waitFor();
  await first.stop();
  await serve({ token: 'second', port: Number(new URL(first.url).port) });
  await tab.getByText('The console was started anew').waitFor({ state: 'attached' });
  expect(await tab.evaluate(`document.querySelector('meta[name="console-token"]').content`)).toBe('first');
  await tab.keyboard.press('Escape');
  await expect.poll(async () => tab.evaluate(`document.querySelector('meta[name="console-token"]')?.content`)).toBe('second');
  expect(tab.url()).toBe(`${first.url}/people?q=ada`);
  await expect.poll(async () => tab.getByText('started anew').count()).toBe(0);
});

it('a credential is set without the secret, and what becomes of the old secret is said before', async () => {
  const done: string[] = [];
  const { url } = await serve({ providers: providers(done) });
  const tab = await opened(`${url}/providers?open=shop`);
  await tab.getByLabel('apiKey: the key of its API').fill('key-1');
  await tab.getByRole('button', { name: 'Set secret' }).click();
  await tab.getByRole('dialog').getByText('The signing secret stays').waitFor();
  await tab.getByRole('dialog').getByRole('button', { name: 'Set secret' }).click();
  await tab.getByText('set', { exact: true }).waitFor();
  await tab.getByLabel('Secret', { exact: true }).fill('secret-2');
  await tab.getByRole('button', { name: 'Set secret' }).click();
  await tab.getByRole('dialog').getByText('what that one signs is refused').waitFor();
  expect(done).toEqual(['shop {"secret":"","credentials":{"apiKey":"key-1"}}']);
});

it('why the queues cannot be read is said, and what a place finds nobody by is not promised', async () => {
  const { url } = await serve({ numbers: async () => Promise.reject(new Refused('log in again')) });
  const tab = await opened(`${url}/people`);
  await tab.getByText('The queues cannot be read: log in again').waitFor();
  expect(await tab.getByRole('searchbox').getAttribute('placeholder')).toBe('Search: whole e-mail or id');
});
