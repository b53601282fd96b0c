import { describe, expect, it } from 'vitest';

import { customer } from '../../../shared/bunce/command.ts';
import { BUYER, purchase } from './ada.ts';
import { HOUR, reasons, signUp, TRIGGER } from './messages.ts';
import { openScene, type Scene } from './scene.ts';
import { envelope } from './shop.ts';

const ID_ONLY = customer({ id: 'CUS_1' });
const idOnly = (reference: string) => envelope('paystack', purchase(reference, ID_ONLY));
const telling = (reference: string) => envelope('paystack', purchase(reference, BUYER));
const references = async (scene: Scene) => (await scene.events()).map(({ payload }) => payload['Reference']);

/** Invokes whenever the queue shows something again, for so long. */
async function pass(scene: Scene, milliseconds: number): Promise<void> {
  const end = scene.clock.ahead + milliseconds;
  while (scene.clock.ahead < end) {
    const known = scene.hidden.length;
    if (!(await scene.invoke())) return;
    const pauses = scene.hidden.slice(known);
    scene.clock.ahead += Math.max(1, ...pauses) * 1000;
  }
}

describe('an event that names its person by an id alone', () => {
  it('finds them by what an earlier event told', async () => {
    const scene = await openScene();
    await scene.tell(telling('one'));
    await scene.tell(idOnly('two'));
    expect(await scene.events()).toMatchObject([{ email: 'ada@example.com' }, { email: 'ada@example.com' }]);
  });

  it('waits in a group of its own for the event that tells', async () => {
    const scene = await openScene();
    await scene.send(idOnly('one'));
    expect(await scene.invoke()).toEqual([]);
    expect(await scene.invoke()).toHaveLength(1);
    await scene.tell(telling('two'));
    expect(await references(scene)).toEqual(['two', 'one']);
    expect(scene.counts['waiting']).toBe(1);
  });

  it('finds them by any of several ids, of which one was told before', async () => {
    const scene = await openScene();
    await scene.tell(envelope('paystack', purchase('one', { ...BUYER, aliases: ['charge:1'] })));
    await scene.tell(envelope('paystack', purchase('two', customer({ aliases: ['charge:1'] }))));
    expect((await scene.events()).map(({ email }) => email)).toEqual(['ada@example.com', 'ada@example.com']);
  });

  it('is overtaken by the event that tells, and by no later one of its id', async () => {
    const scene = await openScene();
    await scene.send(idOnly('first'));
    await scene.invoke();
    await scene.invoke();
    await scene.send(telling('second'), idOnly('third'));
    await scene.invoke();
    expect(await references(scene)).toEqual(['second']);
    await scene.drain();
    expect(await references(scene)).toEqual(['second', 'first', 'third']);
  });

  it('is overtaken by no other of its group where SQS does not take it', async () => {
    const scene = await openScene();
    await scene.send(idOnly('one'), idOnly('two'));
    let refused = 0;
    await scene.invoke(({ queues }) => ({
      queues: {
        ...queues,
        resend: async (...given) => ((refused += 1) === 1 ? Promise.reject(new Error('no answer')) : queues.resend(...given)),
      },
    }));
    await scene.invoke();
    await scene.tell(telling('three'));
    expect(await references(scene)).toEqual(['three', 'one', 'two']);
  });

  it('is parked after an hour of waiting, not dropped', async () => {
    const scene = await openScene();
    const message = idOnly('one');
    await scene.send(message);
    await pass(scene, 0.95 * HOUR);
    expect(await reasons(scene)).toEqual([]);
    await pass(scene, 0.1 * HOUR);
    expect(await scene.parked()).toMatchObject([{ id: message.id, reason: 'unknown-customer' }]);
  });

  it('is parked after an hour however often others of the id come', async () => {
    const scene = await openScene();
    await scene.send(idOnly('one'));
    for (let round = 0; round < 8; round += 1) {
      await scene.send(idOnly(`also ${round}`));
      await pass(scene, 0.15 * HOUR);
    }
    const [first] = await scene.parked();
    expect(first?.reason).toBe('unknown-customer');
  });

  it('does not wait while Bunce is out of reach, be it for hours', async () => {
    const scene = await openScene();
    await scene.send(idOnly('one'));
    await scene.invoke();
    await scene.fault({ path: TRIGGER, status: 401 });
    await scene.send(...['a', 'b', 'c'].map(signUp));
    await scene.invoke();
    scene.clock.ahead += 3 * HOUR;
    await scene.invoke();
    await scene.send(telling('two'));
    expect(await reasons(scene)).toEqual([]);
    await scene.mend();
    scene.clock.ahead += HOUR / 60;
    await scene.drain();
    expect(await reasons(scene)).toEqual([]);
    expect((await references(scene)).filter(Boolean)).toEqual(['two', 'one']);
  });
});
