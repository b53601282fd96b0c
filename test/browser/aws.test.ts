import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { emailKey } from '../../functions/consumer/people/person-ref.ts';
import { park } from '../../shared/queue/sender.ts';
import { stackInAws, startConsole } from '../cli/console-run.ts';
import { rejected } from '../cli/parked-messages.ts';
import { drain } from '../cli/target.ts';
import { launchChromium } from './chromium.ts';
import { flawsOf } from './flaws.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => browser.close());

/** What its pages complain of, and what they ask of other places. */
async function opened(url: string): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const page = await browser.newPage({ viewport: { width: 1024, height: 768 } });
  const complaints: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  page.on('pageerror', (error) => void complaints.push(error.message));
  page.on('request', (asked) => void (/^data:|^http:\/\/127\.0\.0\.1:/.test(asked.url()) || complaints.push(asked.url())));
  await page.goto(url);
  return { page, complaints };
}

const LOG = 'ConsumerLog';
const at = new Date(Date.now() - 60_000);
const DELIVERED = {
  level: 'INFO',
  message: 'delivered',
  timestamp: at.toISOString(),
  function: 'consumer',
  correlation_id: 'paystack/charge.success:302961',
  calls: 2,
  ms: 41,
};

it('shows production by the address that was printed, replays after a question that names the stage, and traces', async () => {
  const { environment, queues, queue, parked, metrics } = await stackInAws({
    lines: [{ group: LOG, at, line: JSON.stringify(DELIVERED) }],
    saved: { 'BunceSync/One webhook by its id': [LOG] },
  });
  await park({ client: queues.client, url: parked.url }, rejected({ id: 'one' }));
  metrics.counted(new Date(), ({ count }) => count('trusted', { provider: 'paystack' }));
  const { url, origin, audited } = await startConsole(environment, '--write', '--stage', 'production', '--stack', 'BunceSync');
  const { page, complaints } = await opened(url);
  await page.getByText('Production: stage production').waitFor();
  expect(page.url()).not.toContain('token');

  await page.goto(`${origin}/parked`);
  await page.locator('[data-does=replay]').click();
  const question = page.getByRole('dialog');
  await question.getByText('This changes stage production').waitFor();
  expect(audited()).toEqual([]);
  await question.getByRole('button', { name: /^Replay/ }).click();
  await expect.poll(audited).toMatchObject([{ begun: true }, { what: 'replay', stage: 'production', ids: ['paystack/one'] }]);
  await expect.poll(async () => page.locator('[data-parked]').count()).toBe(0);
  expect(await drain({ client: queues.client, url: queue.url })).toHaveLength(1);

  await page.goto(`${origin}/trace`);
  await page.getByRole('textbox').or(page.getByRole('searchbox')).first().fill('302961');
  await page.keyboard.press('Enter');
  await page.getByText('delivered, 2 calls to Bunce').first().waitFor();
  await page.goto(`${origin}/providers`);
  await page.getByText('1 webhook, last').waitFor();
  await page.goto(`${origin}/doctor`);
  await page.getByText('BunceSync is deployed').waitFor();
  expect(complaints).toEqual([]);
});

it('is accessible, and fits, where it may change production and where it may only read', { timeout: 300_000 }, async () => {
  const { environment, queues, parked, people } = await stackInAws({
    lines: [{ group: LOG, at, line: JSON.stringify(DELIVERED) }],
    saved: { 'BunceSync/One webhook by its id': [LOG] },
  });
  await park({ client: queues.client, url: parked.url }, rejected({ id: 'one' }));
  await people.claim(emailKey('ada@example.com'), 'p1');
  const lease = await people.lease('p1', { account: 'user_1' });
  if (lease === 'taken') throw new Error('nobody else leases here');
  lease.learn({ email: 'ada@example.com' });
  await lease.release();
  const production = ['--stage', 'production', '--stack', 'BunceSync'];
  const [writing, reading] = await Promise.all([
    startConsole(environment, '--write', ...production),
    startConsole(environment, ...production),
  ]);

  const written = await opened(writing.url);
  await accessible(written.page, [
    [`${writing.origin}/parked`, 'Replay also what'],
    [`${writing.origin}/providers?open=paystack`, 'Set secret'],
  ]);
  await written.page.goto(`${writing.origin}/parked`);
  await written.page.locator('[data-does=replay]').click();
  await written.page.getByText('This changes stage production').waitFor();
  expect(await flawsOf(written.page)).toEqual([]);

  const read = await opened(reading.url);
  await accessible(read.page, [
    [`${reading.origin}/parked`, 'read-only'],
    [`${reading.origin}/people`, 'Search for somebody'],
    [`${reading.origin}/people?q=ada@example.com`, 'ada@example.com'],
    [`${reading.origin}/people/p1`, 'Aliases'],
    [`${reading.origin}/trace`, 'Which webhook?'],
    [`${reading.origin}/trace?reference=paystack/charge.success:302961`, 'delivered, 2 calls to Bunce'],
    [`${reading.origin}/doctor`, 'BunceSync is deployed'],
  ]);
  expect([...written.complaints, ...read.complaints]).toEqual([]);
});

async function accessible(page: Page, states: readonly (readonly [url: string, text: string])[]): Promise<void> {
  for (const [url, text] of states) {
    await page.goto(url);
    await page.getByText('Production: stage production').waitFor();
    await page.getByText(text).first().waitFor();
    expect({ url, flaws: await flawsOf(page) }).toEqual({ url, flaws: [] });
  }
}
