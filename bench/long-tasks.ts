import { chromium } from 'playwright-core';

const OBSERVE = `window.longest = 0; new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
}).observe({ type: 'longtask' })`;

/** Milliseconds of the longest task of the page while something happens, once it has loaded; 0 where none takes 50. */
export async function longestTask(url: string, meanwhile: () => Promise<void>): Promise<number> {
  const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1024, height: 800 } });
    await page.goto(url);
    await page.locator('[data-id]').first().waitFor();
    await page.waitForTimeout(1000);
    await page.evaluate(OBSERVE);
    await meanwhile();
    return await page.evaluate('window.longest');
  } finally {
    await browser.close();
  }
}
