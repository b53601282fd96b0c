import { describe, expect, it } from 'vitest';

import type { Ports } from '../../../functions/consumer/consume.ts';
import { ledgerIn } from '../../../functions/consumer/state/ledger.ts';
import { track } from '../../../shared/bunce/command.ts';
import { ADA, bought, profile, signedUp } from './ada.ts';
import { devices, person, signUp, triggered } from './messages.ts';
import { leavingLeased } from './forgetful.ts';
import { openScene, type Scene } from './scene.ts';
import { envelope } from './shop.ts';

const fail = async (): Promise<never> => Promise.reject(new Error('throttled for a second'));

/** An instance whose first whole pages DynamoDB does not take. */
const forgetful = ({ state }: Scene): Ports['ledger'] => {
  let isFirst = true;
  const write: typeof state.write = async (items) => {
    if (!isFirst) return state.write(items);
    isFirst = false;
    return fail();
  };
  return ledgerIn({ ...state, write }, Date.now);
};

describe('a sure yes of which no note can be written', () => {
  it('is acknowledged where nothing else is open', async () => {
    const scene = await openScene();
    await scene.send(signUp('a'));
    expect(await scene.invoke({ ledger: forgetful(scene) })).toEqual([]);
    expect(await triggered(scene)).toEqual(['a']);
  });

  it('is not sent again by the same instance when another step brings the message back', async () => {
    const scene = await openScene();
    const ledger = forgetful(scene);
    await scene.fault({ path: '/customers/a/devices', status: 503, times: 1 });
    await scene.send(envelope('clerk', track('signed_up', { customer: person('a') }), devices('a')));
    expect(await scene.invoke({ ledger })).toHaveLength(1);
    expect(await scene.invoke({ ledger })).toEqual([]);
    expect(await triggered(scene)).toEqual(['a']);
    expect(scene.counts['ambiguous']).toBeUndefined();
    expect((await scene.customers())[0]?.devices).toHaveLength(1);
  });
});

describe('a person who cannot be let go', () => {
  it('has their profile’s message come back, which writes it again and raises the mark: nothing older overwrites', async () => {
    const scene = await openScene();
    await scene.tell(profile(ADA, 500));
    await scene.send(profile({ ...ADA, firstName: 'Newest' }, 100));
    expect(await scene.invoke(leavingLeased)).toHaveLength(1);
    scene.clock.ahead += 61_000;
    await scene.tell(profile({ ...ADA, firstName: 'Stale' }, 200));
    expect(await scene.customers()).toMatchObject([{ first_name: 'Newest' }]);
    expect(scene.counts['stale profile']).toBe(1);
    expect((await scene.calls()).filter((call) => call.startsWith('PUT'))).toHaveLength(2);
  });

  it('has no older profile written over the newer one when both of them come back', async () => {
    const scene = await openScene();
    await scene.tell(profile(ADA, 500));
    await scene.send(profile({ ...ADA, firstName: 'Older' }, 200), profile({ ...ADA, firstName: 'Newest' }, 100));
    await scene.invoke(leavingLeased);
    scene.clock.ahead += 61_000;
    await scene.drain();
    expect((await scene.calls()).filter((call) => call.startsWith('PUT'))).toHaveLength(3);
    expect(scene.counts['stale profile']).toBe(1);
  });

  it('is nobody’s to act for until that invocation’s end, and found again at Bunce after it', async () => {
    const scene = await openScene();
    await scene.send(signedUp(ADA, 100));
    await scene.invoke(leavingLeased);
    await scene.send(bought('one'));
    expect(await scene.invoke()).toHaveLength(2);
    scene.clock.ahead += 61_000;
    await scene.drain();
    expect(await scene.customers()).toMatchObject([{ customer_id: 'user_1', first_name: 'Ada' }]);
    expect(await triggered(scene)).toEqual(['user_1', 'user_1']);
  });
});
