import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { homeOf, sampleOf } from '../../local/samples.ts';
import { project } from '../project.ts';
import { flawsOf } from './flaws.ts';
import { watched } from './watched.ts';

const at = watched();
const { open, send, control, complaints } = at;
afterEach(() => expect(complaints.splice(0)).toEqual([]));

const HOSTILE = '<img src=x onerror="window.hurt=1">';

/** Leads to a state of the page. */
type Way = (page: Page) => Promise<unknown>;

async function accessible(page: Page, ways: Readonly<Record<string, Way>>): Promise<void> {
  for (const [state, lead] of Object.entries(ways)) {
    await lead(page);
    await page.getByRole('heading', { level: 1 }).or(page.getByRole('dialog')).first().waitFor();
    await expect.poll(async () => page.getByText('Asking…').count()).toBe(0);
    expect({ state, flaws: await flawsOf(page) }).toEqual({ state, flaws: [] });
  }
}

const to =
  (path: string, text = ''): Way =>
  async (page) => {
    await page.goto(`${at.run.gateway}${path}`);
    if (text !== '') await page.getByText(text).first().waitFor();
  };
const press =
  (name: string): Way =>
  async (page) =>
    page.getByRole('button', { name, exact: true }).first().click();
const escape: Way = async (page) => page.keyboard.press('Escape');
const inTurn =
  (...ways: readonly Way[]): Way =>
  async (page) => {
    for (const way of ways) await way(page);
  };

it('before anything has come each view says so, is accessible, and fits', { timeout: 120_000 }, async () => {
  await accessible(await open(), {
    webhooks: to('/', 'No webhook has arrived yet'),
    parked: to('/parked', 'Nothing is parked'),
    people: to('/people', 'Bunce knows nobody yet'),
  });
});

describe('with somebody whose name is a trap, a webhook of each end, and something parked', () => {
  beforeAll(async () => {
    const { body } = sampleOf(homeOf('clerk', project), 'user.created');
    await send('clerk', { body: body.toString().replace('"Ngozi"', JSON.stringify(HOSTILE)) });
    await send('paystack', { sample: 'charge.success' });
    await send('paystack', { body: '{"event":"charge.success","data":{"id":1,"reference":"broken"}}' });
    await send('paystack', { body: JSON.stringify({ event: HOSTILE, data: { id: 2 } }) });
    await send('stripe', { body: '{}', secret: 'whsec_bm9ib2R5J3M=' });
    await vi.waitFor(async () => expect(await control('events')).toHaveLength(2), 30_000);
  }, 60_000);

  const VIEWS = ['/', '/parked', '/people', '/providers', '/providers?open=paystack', '/bindings?provider=clerk', '/break', '/nowhere'];
  const TABS = ['body', 'commands', 'calls', 'log', 'person'];

  it('every view is accessible, and fits', { timeout: 300_000 }, async () => {
    const page = await open();
    const link = await page.locator('[data-outcome=delivered]').first().getAttribute('href');
    await accessible(page, {
      ...Object.fromEntries([...VIEWS, ...TABS.map((tab) => `${link}?tab=${tab}`)].map((path) => [path, to(path)])),
      'one person': async () => {
        await page.getByRole('link', { name: 'Open the whole page of this person' }).click();
        await page.getByText('Profile').waitFor();
      },
    });
  });

  it('so is every dialog, what a search does not find, and what runs for a while', { timeout: 300_000 }, async () => {
    const page = await open();
    const link = await page.locator('[data-outcome=delivered]').first().getAttribute('href');
    await accessible(page, {
      'no webhook': to('/?q=nobody-at-all', 'No webhook is like that'),
      'no person': to('/people?q=nobody-at-all', 'Nobody is found by that'),
      keys: press('Keys'),
      webhook: inTurn(escape, to(link ?? '')),
      edit: press('Edit and send'),
      sample: inTurn(escape, press('Save as sample')),
      'what was refused': async () => {
        await page.getByLabel('Name').fill('../elsewhere');
        await page.keyboard.press('Enter');
        await page.getByText('a sample is called by').waitFor();
      },
      'a message': inTurn(to('/parked'), press('Show message')),
      question: press('Drop'),
      break: async () => {
        await to('/break')(page);
        await page.getByRole('switch', { name: 'Too many requests' }).click();
        await page.getByText(/\d s left/).waitFor();
      },
    });
    // The browser itself complains of the answer to the name.
    expect(complaints.splice(0)).toEqual([expect.stringContaining('400')]);
  });

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
    const flaws = await flawsOf(page);
    for (const look of ['light, 1024', 'light, 390', 'dark, 390', 'dark, 1024'])
      expect(flaws.filter((flaw) => flaw.startsWith(look))).toEqual([
        expect.stringContaining('image-alt'),
        expect.stringContaining('too wide'),
      ]);
  });

  it('what a webhook says is never HTML, wherever it is on display', async () => {
    const page = await open();
    await page.locator('[data-id]').getByText(HOSTILE).first().waitFor();
    await page.locator('[data-id]').filter({ hasText: 'user.created' }).click();
    // Folded, it is in the document all the same.
    const shown = { state: 'attached' } as const;
    await page.getByRole('list', { name: 'Timeline' }).getByText('onerror').first().waitFor(shown);
    for (const tab of ['Body', 'Commands', 'Bunce calls', 'Person']) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByRole('tabpanel', { name: tab }).getByText('onerror').first().waitFor(shown);
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
});
