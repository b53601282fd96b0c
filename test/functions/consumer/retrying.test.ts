import { describe, expect, it } from 'vitest';

import { track, upsert } from '../../../shared/bunce/command.ts';
import { HOUR, TRIGGER, person, devices, signUp, triggered } from './messages.ts';
import { openScene } from './scene.ts';
import { envelope } from './shop.ts';

describe('a retry', () => {
  it('returns the message and all behind it in its group, while other groups go on', async () => {
    const scene = await openScene();
    await scene.tell(signUp('a'));
    await scene.fault({ path: '/customers/a', status: 503, times: 1 });
    const change = upsert({ customer: { ...person('a'), firstName: 'Adaeze' } });
    const [first, second, other] = [envelope('clerk', change), signUp('a'), signUp('b')];
    await scene.send(first, second, other);
    expect(await scene.invoke()).toEqual([first.id, second.id]);
    await scene.drain();
    expect(await triggered(scene)).toEqual(['a', 'b', 'a']);
  });

  it('waits at least as long as Bunce asks, and nobody is called before', async () => {
    const scene = await openScene();
    await scene.fault({ path: TRIGGER, status: 429, headers: { 'Retry-After': '200' }, times: 1 });
    await scene.send(signUp('a'));
    await scene.invoke();
    const before = (await scene.calls()).length;
    await scene.send(signUp('b'));
    await scene.invoke();
    expect(scene.hidden[0]).toBe(200);
    expect(await scene.calls()).toHaveLength(before);
    expect(scene.counts['throttled']).toBe(1);
  });

  it('ends in parking when the message is too old, with what was tried last', async () => {
    const scene = await openScene();
    await scene.fault({ path: TRIGGER, status: 500, times: 2 });
    await scene.send(signUp('a'));
    await scene.invoke();
    scene.clock.ahead += 73 * HOUR;
    await scene.drain(1);
    expect(await scene.parked()).toMatchObject([{ reason: 'gave-up', receiveCount: 2, last: { status: 500 }, step: 'track-event' }]);
  });

  it('finds what was delivered before in the ledger', async () => {
    const scene = await openScene();
    await scene.fault({ path: '/customers/a/devices', status: 503, times: 1 });
    await scene.send(envelope('clerk', track('signed_up', { customer: person('a') }), devices('a')));
    expect(await scene.invoke()).toHaveLength(1);
    await scene.drain();
    expect(await triggered(scene)).toEqual(['a']);
    expect(scene.counts['ledgerHits']).toBe(1);
  });
});

describe('the circuit', () => {
  it.each([
    ['a wrong key', { status: 401 }],
    ['a wrong URL', { status: 404, body: { message: 'Not Found' } }],
    ['a redirection', { status: 302 }],
  ])('opens when three messages meet %s: nothing is parked however old', async (_, fault) => {
    const scene = await openScene();
    await scene.fault(fault);
    for (const each of ['a', 'b', 'c', 'd', 'e']) {
      await scene.send(envelope('clerk', upsert({ customer: person(each) })));
      await scene.invoke();
    }
    expect(scene.counts['gateClosed']).toBeGreaterThan(0);
    scene.clock.ahead += 100 * HOUR;
    await scene.invoke();
    expect(await scene.parked()).toEqual([]);
    expect(scene.lines.filter((line) => line.startsWith('no calls for now: wrong')).length).toBeGreaterThan(1);
  });

  it('opens when three messages in a row fail, and closes with one probe', async () => {
    const scene = await openScene();
    await scene.fault({ path: TRIGGER, status: 500, times: 3 });
    await scene.send(...['a', 'b', 'c', 'd', 'e'].map(signUp));
    await scene.drain();
    expect(scene.counts['gateClosed']).toBe(1);
    expect(new Set(await triggered(scene))).toEqual(new Set(['a', 'b', 'c', 'd', 'e']));
  });

  it('stays closed when it is one message that fails again and again', async () => {
    const scene = await openScene();
    await scene.fault({ path: TRIGGER, status: 500, times: 6 });
    await scene.send(signUp('a'));
    await scene.drain(6);
    expect(scene.counts['gateClosed']).toBeUndefined();
  });

  it('opens at once without a key, and names the setting', async () => {
    const scene = await openScene({ key: undefined });
    await scene.send(signUp('a'));
    await scene.invoke();
    expect(scene.lines.join()).toMatch(/wrong key.*BUNCE_SECRET_ID/);
  });
});
