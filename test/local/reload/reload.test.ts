import { setTimeout as pause } from 'node:timers/promises';

import { expect, it } from 'vitest';

import { startLoop } from './loop.ts';

const SHOP = "generic: { shop: { scheme: 'hmac', signature: { mode: 'path' }, on: {} } },";
const LONG = { timeout: 60_000, interval: 50 };

it('runs a changed map.ts from the next webhook on, and loses none while it changes', { timeout: 180_000 }, async () => {
  const loop = await startLoop();
  const statuses: number[] = [];
  const done = new AbortController();
  const load = (async () => {
    while (!done.signal.aborted) {
      statuses.push(await loop.send(`p${statuses.length}`));
      await pause(20);
    }
  })();
  await expect.poll(() => statuses.length, LONG).toBeGreaterThan(5);
  loop.edit('providers/acme/map.ts', ["'OLD' + ", "'NEW' + "]);
  await expect.poll(() => loop.said.join('\n'), LONG).toMatch(/providers\/acme\/map\.ts changed: AcmeReceiver runs it now/);
  const changedAt = statuses.length + 1;
  await expect.poll(() => statuses.length, LONG).toBeGreaterThan(changedAt + 3);
  done.abort();
  await load;

  expect(new Set(statuses)).toEqual(new Set([200]));
  const told = async () => (await loop.told()).map((email) => email.toLowerCase());
  await expect.poll(async () => (await told()).length, LONG).toBe(statuses.length);
  const emails = new Set(await told());
  expect(emails.has('oldp0@example.com')).toBe(true);
  for (let at = changedAt; at < statuses.length; at += 1) expect(emails).toContain(`newp${at}@example.com`);
});

it('keeps what ran where an edit cannot be used, says where it is wrong, and takes the next good one', { timeout: 180_000 }, async () => {
  const loop = await startLoop();
  loop.edit('providers/acme/map.ts', ["'OLD' + ", "'OLD' + + ;"]);
  await expect.poll(() => loop.said.at(-1), LONG).toMatch(/map\.ts:3:\d+: ERROR: [^]*what ran before goes on/);
  expect(await loop.send('a')).toBe(200);
  loop.edit('providers/acme/map.ts', ["'OLD' + + ;", "nobody.there + 'NEW' + "]);
  loop.edit('providers/acme/map.ts', ['export const opened', 'throw new Error("not today");\nexport const opened']);
  await expect.poll(() => loop.said.at(-1), LONG).toMatch(/cannot start: not today|cannot be loaded: not today/);
  expect(await loop.send('b')).toBe(200);
  loop.edit('providers/acme/map.ts', ['throw new Error("not today");\n', '']);
  loop.edit('providers/acme/map.ts', ['nobody.there + ', '']);
  await expect.poll(() => loop.said.at(-1), LONG).toMatch(/AcmeReceiver runs it now/);
  expect(await loop.send('c')).toBe(200);
  await expect.poll(loop.told, LONG).toEqual(['OLDa@example.com', 'OLDb@example.com', 'NEWc@example.com']);
});

it('opens and closes routes, and binds anew, as the config says; what waits and what Bunce knows stays', { timeout: 180_000 }, async () => {
  const loop = await startLoop();
  expect(await loop.send('a')).toBe(200);
  await expect.poll(loop.told, LONG).toHaveLength(1);
  loop.edit('bunce-sync.config.ts', ['defaultCountry:', 'identity: nothing,\n  defaultCountry:']);
  await expect.poll(() => loop.said.at(-1), LONG).toMatch(/bunce-sync\.config\.ts changed, and cannot be used/);
  loop.edit('bunce-sync.config.ts', ['identity: nothing,', SHOP]);
  loop.edit('bunce-sync.config.ts', ["event: 'Signed up'", "event: 'Came to us'"]);
  await expect.poll(() => loop.said.at(-1), LONG).toMatch(/Consumer runs it now.*ShopReceiver is new/);
  expect(loop.run.routes).toContain('POST /webhooks/shop/{secret}');
  expect(await loop.send('b')).toBe(200);
  const named = async () =>
    ((await (await fetch(`${loop.run.bunce.control}/events`)).json()) as { readonly name: string }[]).map(({ name }) => name);
  await expect.poll(named, LONG).toEqual(['Signed up', 'Came to us']);
  loop.edit('bunce-sync.config.ts', [SHOP, '']);
  await expect.poll(() => loop.said.at(-1), LONG).toMatch(/gone: POST \/webhooks\/shop/);
});
