import { expect, it } from 'vitest';

import { watched } from './watched.ts';

const at = watched();
const { open, send, complaints } = at;

it('a sample becomes a row, and its way has all its stops', async () => {
  const page = await open();
  await send('paystack', { sample: 'charge.success' });
  const row = page.locator('[data-outcome=delivered]').first();
  await row.click();
  const steps = page.getByRole('list', { name: 'Timeline' }).locator('li');
  await expect
    .poll(async () => steps.evaluateAll((all) => all.map((each) => `${each.dataset['step']} ${each.dataset['state']}`)))
    .toEqual(expect.arrayContaining(['verify done', 'map done', 'queued done', 'planned done', 'call done', 'settled done']));
  expect(complaints).toEqual([]);
});
