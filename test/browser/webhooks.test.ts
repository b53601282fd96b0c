import type { Page } from 'playwright-core';
import { afterEach, expect, it } from 'vitest';

import { LOCAL_KEYS } from '../../local/bunce/server.ts';
import { homeOf, sampleOf } from '../../local/samples.ts';
import { project } from '../project.ts';
import { watched } from './watched.ts';

const at = watched();
const { open, send, control, complaints } = at;
afterEach(() => expect(complaints.splice(0)).toEqual([]));

/** A purchase of our own; its reference tells it from others. */
function purchase(reference: string): string {
  const { body } = sampleOf(homeOf('paystack', project), 'charge.success');
  const { data, ...webhook } = JSON.parse(body.toString()) as { readonly data: { readonly customer: object } };
  const id = Number.parseInt(Buffer.from(reference).toString('hex'), 16) % 1e9;
  const customer = { ...data.customer, id, customer_code: `CUS_${reference}`, email: `${reference}@example.com` };
  return JSON.stringify({ ...webhook, data: { ...data, reference, id, customer } });
}

async function idOf(event: string): Promise<string> {
  const response = await fetch(`${at.run.bunce.url}/events?per_page=100`, { headers: { 'x-authorization': LOCAL_KEYS.test } });
  const { data } = (await response.json()) as { readonly data: readonly { readonly id: string; readonly name: string }[] };
  return data.find(({ name }) => name === event)?.id ?? '';
}

const rowOf = (page: Page, reference: string) => page.locator('[data-id]').filter({ hasText: reference });
const outcomeOf = (page: Page, reference: string) => async () => rowOf(page, reference).first().getAttribute('data-outcome');
const headed = async (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

it('a sample becomes a row, and its way has all its stops', async () => {
  const page = await open();
  await page.getByText('No webhook has arrived yet').waitFor();
  await send('paystack', { sample: 'charge.success' });
  await page.locator('[data-outcome=delivered]').first().click();
  const steps = page.getByRole('list', { name: 'Timeline' }).locator('li[data-step]');
  await expect
    .poll(async () => steps.evaluateAll((all) => all.map(({ dataset: { step, state } }) => `${step} ${state}`)))
    .toEqual(expect.arrayContaining(['verify done', 'map done', 'queued done', 'planned done', 'call done', 'settled done']));
  await page.getByRole('tab', { name: 'Bunce calls' }).click();
  await page.getByText('/v1/events/trigger').first().waitFor();
  expect(page.url()).toContain('tab=');
});

it('while Bunce says 429 a webhook waits, and it is delivered when that ends', async () => {
  const page = await open({ path: '/break' });
  await page.getByLabel('Seconds').fill('6');
  await page.getByRole('switch', { name: 'Too many requests' }).click();
  await page.getByText(/\d s left/).waitFor();
  await send('paystack', { body: purchase('waiting') });
  await headed(page, 'Webhooks');
  await expect.poll(outcomeOf(page, 'waiting')).toBe('working');
  await page.getByText('comes back').first().waitFor();
  await expect.poll(outcomeOf(page, 'waiting')).toBe('delivered');
  await headed(page, 'Break Bunce');
  await expect.poll(async () => page.locator('[role=switch][aria-checked=true]').count()).toBe(0);
});

it('what Bunce refuses is parked, and a replay delivers it once its binding fits again', async () => {
  const id = await idOf('Purchase completed');
  await control(`events/${id}`, { rename: { Amount: 'Total' } }, 'PATCH');
  const page = await open();
  await send('paystack', { body: purchase('refused') });
  await expect.poll(outcomeOf(page, 'refused')).toBe('parked');
  await headed(page, 'Parked');
  const parked = page.locator('[data-parked]');
  await parked.getByText('refused').first().waitFor();
  await page.getByText('What to do').waitFor();
  await control(`events/${id}`, { rename: { Total: 'Amount' } }, 'PATCH');
  await parked.getByRole('button', { name: 'Replay' }).click();
  await page.getByText('Nothing is parked').waitFor();
  await headed(page, 'Webhooks');
  await expect.poll(outcomeOf(page, 'refused')).toBe('delivered');
});

it('a drop asks first', async () => {
  await send('paystack', { body: '{"event":"charge.success","data":{"id":1,"reference":"broken"}}' });
  const page = await open({ path: '/parked' });
  await page.locator('[data-parked]').getByRole('button', { name: 'Drop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.locator('[data-parked]').getByRole('button', { name: 'Drop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Drop' }).click();
  await page.getByText('Nothing is parked').waitFor();
});

it('a secret that is set is taken at once, beside that of the samples', async () => {
  const secret = 'sk_live_of_the_real_account';
  expect(await send('paystack', { body: purchase('real'), secret })).toBe(401);
  const page = await open({ path: '/providers?open=paystack' });
  await page.getByLabel('Secret', { exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Set secret' }).click();
  await page.getByText('own secret').waitFor();
  expect(await send('paystack', { body: purchase('real'), secret })).toBe(200);
  expect(await send('paystack', { body: purchase('sample') })).toBe(200);
  expect(await page.content()).not.toContain(secret);
});

it('a person is found by their address, with all that Bunce was told of them', async () => {
  const page = await open();
  await expect.poll(outcomeOf(page, 'real')).toBe('delivered');
  await headed(page, 'People');
  await page.getByRole('searchbox', { name: 'Search' }).fill('real@example.com');
  await page.locator('[data-person]').filter({ hasText: 'real@example.com' }).click();
  await page.getByText('Purchase completed').first().waitFor();
  await page.getByText('real@example.com').first().waitFor();
});

it('webhooks are found by whom they are about, and a reload keeps what is found', async () => {
  const page = await open();
  await page.getByRole('searchbox', { name: 'Search' }).fill('sample@example.com');
  await expect.poll(async () => page.locator('[data-id]').count()).toBe(1);
  const address = page.url();
  await page.reload();
  await expect.poll(async () => page.locator('[data-id]').count()).toBe(1);
  expect([page.url(), await page.getByRole('searchbox', { name: 'Search' }).inputValue()]).toEqual([address, 'sample@example.com']);
});

it('the same once more is seen before, and edited it is signed anew', async () => {
  const page = await open();
  await rowOf(page, 'sample').first().click();
  await page.getByRole('button', { name: 'Resend' }).click();
  await page.getByText(/^200/).first().waitFor();
  await page.getByRole('button', { name: 'Edit and send' }).click();
  const body = page.getByRole('dialog').getByLabel('Body');
  await body.fill((await body.inputValue()).replaceAll('sample', 'edited'));
  await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
  await headed(page, 'Webhooks');
  await expect.poll(outcomeOf(page, 'edited')).toBe('delivered');
  expect(await page.locator('[data-outcome=seen]').count()).toBeGreaterThan(0);
});
