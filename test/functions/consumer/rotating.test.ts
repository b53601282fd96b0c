import { expect, it } from 'vitest';

import { addDevices, type Device } from '../../../shared/bunce/command.ts';
import { ADA } from './ada.ts';
import { openScene, type Scene } from './scene.ts';
import { envelope } from './shop.ts';

const tokensOf = async (scene: Pick<Scene, 'customers'>) =>
  (await scene.customers()).flatMap(({ devices }) => devices.map(({ token }) => token));

const phone = (token: string, id = 'phone'): Device => ({ type: 'ios', token, id });
const path = '/customers/user_1/devices';
const toldAt = (minute: number, ...devices: Device[]) =>
  envelope('clerk', addDevices({ customer: ADA, devices, occurredAt: `2026-03-01T10:0${minute}:00.000Z` }));

it('a device has its old token replaced by its new one, and those of others left alone', async () => {
  const scene = await openScene();
  await scene.send(toldAt(0, phone('old'), phone('tablet', 'tablet')), toldAt(1, phone('old')));
  await scene.drain();
  const before = (await scene.calls()).length;
  await scene.send(toldAt(2, phone('new')), toldAt(3, phone('newest'), phone('third', 'third')));
  await scene.drain();
  expect((await scene.calls()).slice(before)).toEqual([`PATCH ${path} 200`, `PATCH ${path} 200`, `POST ${path} 201`]);
  expect(await tokensOf(scene)).toEqual(['newest', 'tablet', 'third']);
});

it('a device keeps its new token when the event of the old one comes late', async () => {
  const scene = await openScene();
  await scene.send(toldAt(1, phone('new')));
  await scene.drain();
  await scene.send(toldAt(0, phone('old')));
  await scene.drain();
  expect(await tokensOf(scene)).toEqual(['new']);
  expect(scene.counts).toMatchObject({ 'stale device': 1 });
});

it('a device is not taken for the device of another provider or person', async () => {
  const scene = await openScene();
  const bisi = { ...ADA, id: 'user_2', email: 'bisi@example.com' };
  await scene.send(toldAt(0, phone('one')), envelope('paystack', addDevices({ customer: ADA, devices: [phone('two')] })));
  await scene.send(envelope('clerk', addDevices({ customer: bisi, devices: [phone('three')] })));
  await scene.drain();
  expect((await tokensOf(scene)).toSorted()).toEqual(['one', 'three', 'two']);
});

it('of one person twenty devices are remembered: those heard of last', async () => {
  const scene = await openScene();
  const many = Array.from({ length: 21 }, (_, index) => phone(`token ${index}`, `phone ${index}`));
  await scene.send(toldAt(0, ...many));
  await scene.drain();
  const before = (await scene.calls()).length;
  await scene.send(toldAt(1, phone('a', 'phone 0'), phone('b', 'phone 20')));
  await scene.drain();
  expect((await scene.calls()).slice(before)).toEqual([`POST ${path} 201`, `PATCH ${path} 200`]);
});
