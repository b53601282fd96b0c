import type { Page } from 'playwright-core';
import { afterEach, expect, it } from 'vitest';

import { watched } from './watched.ts';

const { open, send, complaints } = watched();
afterEach(() => expect(complaints.splice(0)).toEqual([]));

const atHand = async (page: Page): Promise<string | null> => page.evaluate(`document.activeElement?.getAttribute('data-id') ?? null`);

it('keys search, walk, open and send again, and are letters in a field', async () => {
  for (const sample of ['charge.success', 'bank.transfer.rejected', 'transfer.success']) await send('paystack', { sample });
  const page = await open();
  await expect.poll(async () => page.locator('[data-id]').count()).toBe(3);
  const ids = await page.evaluate<readonly string[]>(`[...document.querySelectorAll('[data-id]')].map((row) => row.dataset['id'])`);

  await page.keyboard.press('j');
  await expect.poll(async () => atHand(page)).toBe(ids[0]);
  await page.keyboard.press('j');
  await expect.poll(async () => atHand(page)).toBe(ids[1]);
  await page.keyboard.press('k');
  await expect.poll(async () => atHand(page)).toBe(ids[0]);
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).pathname).toBe(`/webhook/${ids[0]}`);
  await page.keyboard.press('r');
  await page.getByText(/^200/).first().waitFor();

  await page.goBack();
  await page.keyboard.press('/');
  await page.keyboard.type('jr');
  expect(await page.getByRole('searchbox', { name: 'Search' }).inputValue()).toBe('jr');
  await expect.poll(async () => page.locator('[data-id]').count()).toBe(0);
});

it('what arrives while one reads further down moves nothing', async () => {
  const page = await open({ width: 390 });
  for (let each = 0; each < 12; each += 1) await send('stripe', { body: `{"each":${each}}` });
  await expect.poll(async () => page.locator('[data-id]').count()).toBeGreaterThan(12);
  const list = page.locator('[data-id]').nth(9);
  await list.scrollIntoViewIfNeeded();
  await page.mouse.move(200, 500);
  await page.mouse.wheel(0, 200);
  await page.waitForTimeout(300);
  const [id, box] = [await list.getAttribute('data-id'), await list.boundingBox()];
  for (let each = 20; each < 25; each += 1) await send('stripe', { body: `{"each":${each}}` });
  await page.getByRole('button', { name: /newer webhooks/ }).waitFor();
  expect((await page.locator(`[data-id="${id}"]`).boundingBox())?.y).toBe(box?.y);
});
