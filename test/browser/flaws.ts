import { source as AXE } from 'axe-core';
import type { Page } from 'playwright-core';

const LOOKS = [
  ['light', 1024],
  ['light', 390],
  ['dark', 390],
  ['dark', 1024],
] as const;

/** What is not accessible, or does not fit, of a page in the state it is in: by day and by night, at a desk and on a telephone. */
export async function flawsOf(page: Page): Promise<readonly string[]> {
  const flaws: string[] = [];
  for (const [colorScheme, width] of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
    flaws.push(...(await flawsNow(page)).map((flaw) => `${colorScheme}, ${width}: ${flaw}`));
  }
  return flaws;
}

async function flawsNow(page: Page): Promise<readonly string[]> {
  // By the debugger, which the page's own policy does not bind.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
  const found = await page.evaluate<{ readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]>(
    `axe.run().then(({ violations }) => violations)`,
  );
  const beyond = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  return [
    ...found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    ...(beyond > 0 ? [`${beyond} too wide`] : []),
  ];
}
