import { source as AXE } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';

import { homeOf, sampleOf } from '../../local/samples.ts';
import { project } from '../project.ts';
import { watched } from './watched.ts';

const at = watched();
const { open, send, control, complaints } = at;
afterEach(() => expect(complaints.splice(0)).toEqual([]));

const HOSTILE = '<img src=x onerror="window.hurt=1">';

/** Somebody whose name is a trap, a webhook of each end, and something parked. */
beforeAll(async () => {
  const { body } = sampleOf(homeOf('clerk', project), 'user.created');
  await send('clerk', { body: body.toString().replace('"Ngozi"', JSON.stringify(HOSTILE)) });
  await send('paystack', { sample: 'charge.success' });
  await send('paystack', { body: '{"event":"charge.success","data":{"id":1,"reference":"broken"}}' });
  await send('stripe', { body: '{}', secret: 'whsec_bm9ib2R5J3M=' });
  await vi.waitFor(async () => expect(await control('events')).toHaveLength(2), 30_000);
}, 60_000);

const VIEWS = ['/', '/parked', '/people', '/providers', '/providers?open=paystack', '/bindings', '/break'];
const DETAILS = ['?tab=body', '?tab=commands', '?tab=calls', '?tab=log', '?tab=person'];

async function violations(page: Page): Promise<readonly string[]> {
  // By the debugger, which the page's own policy does not bind.
  await page.evaluate(AXE);
  const found = await page.evaluate<{ readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]>(
    `axe.run().then(({ violations }) => violations)`,
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Of the page as a whole. */
const overflow = async (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

it.each([
  ['light', 1024],
  ['light', 390],
  ['dark', 1024],
  ['dark', 390],
] as const)(
  'in %s at %i every view is accessible, and fits',
  async (scheme, width) => {
    const page = await open({ width, scheme });
    const link = await page.locator('[data-outcome=delivered]').first().getAttribute('href');
    for (const path of [...VIEWS, ...DETAILS.map((tab) => `${link}${tab}`)]) {
      await page.goto(`${at.run.gateway}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expect.poll(async () => page.getByText('Asking…').count()).toBe(0);
      expect({ path, violations: await violations(page), overflow: await overflow(page) }).toEqual({ path, violations: [], overflow: 0 });
    }
  },
  180_000,
);

it('what is not accessible, or does not fit, would be found', async () => {
  const page = await open();
  await page.getByRole('heading', { level: 1 }).waitFor();
  // The width is a block's: a broken image keeps its own only until it is known to be broken.
  await page.evaluate(`(() => {
    const wide = document.createElement('div');
    wide.style.width = '3000px';
    wide.append(Object.assign(document.createElement('img'), { src: 'data:,' }));
    document.querySelector('main').append(wide);
  })()`);
  expect(await violations(page)).toEqual([expect.stringContaining('image-alt')]);
  expect(await overflow(page)).toBeGreaterThan(0);
});

it('what a webhook calls somebody is never HTML', async () => {
  const page = await open();
  await page.locator('[data-id]').filter({ hasText: 'user.created' }).click();
  for (const tab of ['Body', 'Commands', 'Bunce calls', 'Log', 'Person']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.getByRole('tabpanel').getByText('onerror').first().or(page.getByRole('tabpanel')).first().waitFor();
  }
  await page.goto(`${at.run.gateway}/people`);
  await page.getByText(HOSTILE).first().waitFor();
  expect(await page.evaluate(`[document.querySelectorAll('img').length, 'hurt' in window]`)).toEqual([0, false]);
});

it('a script that stands in the page does not run', async () => {
  const page = await open();
  const ran = await page.evaluate(
    `document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 1' })), 'ran' in window`,
  );
  expect([ran, complaints.splice(0)]).toEqual([false, [expect.stringContaining('Content Security Policy')]]);
});
