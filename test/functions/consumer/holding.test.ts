import { expect, it } from 'vitest';

import { watermarksIn } from '../../../functions/consumer/watermark.ts';
import { openScene } from './scene.ts';

it('lets one at a time write about a person, and frees whom it held beside them', async () => {
  const { state } = await openScene();
  const [one, other] = [watermarksIn(state, Date.now), watermarksIn(state, Date.now)];
  expect(await one.hold(['ada'], 20)).toBe(true);
  expect(await other.hold(['bisi', 'ada'], 20)).toBe(false);
  expect(await one.hold(['bisi'], 20)).toBe(true);
  await one.letGo(['ada']);
  expect(await other.hold(['ada'], 20)).toBe(true);
});

it('takes over from a writer who died when their time is up', async () => {
  const { state, clock } = await openScene();
  const now = () => Date.now() + clock.ahead;
  expect(await watermarksIn(state, now).hold(['ada'], 20)).toBe(true);
  clock.ahead += 22_000;
  expect(await watermarksIn(state, now).hold(['ada'], 20)).toBe(true);
});
