import { expect, it } from 'vitest';

import { bundlePage } from '../../../local/console/bundle.ts';
import { shellOf } from '../../../local/console/shell.ts';

it('the shell runs nothing and styles nothing by itself', () => {
  const html = shellOf({ token: 'secret', title: 'bunce-sync' });
  expect(html.match(/<script[^>]*>(?!<\/script>)|<style|\sstyle=|\son\w+=/g)).toBeNull();
  expect(html).toContain('<meta name="console-token" content="secret">');
});

it('what the shell is given stays text', () => {
  const html = shellOf({ token: '"><script>', title: '</title><img onerror=1>' });
  expect(html).toContain('content="&quot;&gt;&lt;script&gt;"');
  expect(html).toContain('<title>&lt;/title&gt;&lt;img onerror=1&gt;</title>');
});

it('the page is made of its own files, the protocol, preact and its signals, and is small', async () => {
  const { script, style, files } = await bundlePage();
  expect(files.filter((file) => !/^local\/console\/(page\/|protocol\.ts$)|^node_modules\/(preact|@preact)\//.test(file))).toEqual([]);
  expect(script.length + style.length).toBeLessThan(100_000);
});

it('the page asks nobody but its own server', async () => {
  const { script, style } = await bundlePage();
  const addresses = `${script}${style}`.match(/https?:\/\/[\w.]+/g) ?? [];
  // The names of XML's languages are no addresses.
  expect(addresses.filter((address) => address !== 'http://www.w3.org')).toEqual([]);
  expect(style).not.toContain('url(');
});
