import { describe, expect, it } from 'vitest';

import { envelopeMessage, send } from '../../shared/queue/sender.ts';
import { parkedAs, reconcileDesk } from './reconcile-desk.ts';
import { actionRequired, changed, deliver, failed, idsOf, paid, queued } from './stripe-events.ts';

const { target, api, stripe, reconcile, sent } = reconcileDesk();

const some = <Made>(count: number, make: () => Made): readonly Made[] => Array.from({ length: count }, make);

describe('reconcile', () => {
  it('finds exactly what neither ledger nor queues know', async () => {
    const known = some(60, paid);
    const [onQueue, missing] = [some(12, paid), some(7, paid)];
    const [parked, unreadable] = [some(6, paid), some(3, paid)];
    api().events = [...known, ...onQueue, ...some(9, changed), ...missing, ...parked, ...unreadable, ...some(4, actionRequired)];
    for (const each of known) await deliver(target().ledger, queued(each));
    for (const each of onQueue) await send(target().queue, envelopeMessage({ ...queued(each), group: each.id }));
    await target().park(...parked.map((each) => parkedAs(each, each)), ...unreadable.map((each) => parkedAs(each, { id: each.id })));
    const { code, answer } = await stripe();
    expect(answer?.missing.map(({ id }) => id)).toEqual(expect.arrayContaining([...idsOf(missing)]));
    expect({ code, answer }).toMatchObject({
      code: 1,
      answer: { missing: { length: 7 }, counts: { known: 60, queued: 12, parked: 9, unlisted: 9, unbound: 4 }, unseen: 0 },
    });
    expect(await sent()).toHaveLength(12);
    expect(await target().drain(target().parked)).toHaveLength(9);
  });

  it('prints nothing that tells of a person', async () => {
    api().events = [paid()];
    const { code, stdout, stderr } = await target().run('reconcile', '--provider', 'stripe', '--since', '2d', '--api', api().url);
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringMatching(/1 missing\n {2}20\S+Z {2}stripe\/evt_\d+ {2}invoice\.paid {2}purch/) as string,
    });
    expect(stdout + stderr).not.toMatch(/ada|cus_/);
    expect(await sent()).toEqual([]);
  });

  it('sends with --apply what the receiver would have, once however often', async () => {
    const missing = [paid({ age: 0.3 }), paid({ age: 0.9 })];
    api().events = missing.toReversed();
    expect(await stripe('--apply')).toMatchObject({ code: 0, answer: { applied: { sent: 2, overAge: 0 } } });
    expect(await stripe('--apply')).toMatchObject({ code: 0, answer: { missing: [], counts: { queued: 2 } } });
    const all = await sent();
    expect(all.map(({ id, generation, group }) => ({ id, generation, group }))).toEqual(
      idsOf(missing.toReversed()).map((id) => ({ id, generation: 0, group: 'stripe:cus_ada' })),
    );
    for (const each of all) await deliver(target().ledger, each);
    expect(await stripe()).toMatchObject({ code: 0, answer: { missing: [], counts: { known: 2 } } });
  });

  it('knows what another webhook has told already', async () => {
    const told = paid();
    api().events = [{ ...told, id: 'evt_beside' }];
    await deliver(target().ledger, queued(told));
    expect(await stripe()).toMatchObject({ code: 0, answer: { counts: { known: 1 } } });
  });

  it('leaves to the webhooks what has just happened, and takes nothing from before', async () => {
    api().events = [paid({ age: 10 / 86_400 }), paid({ age: 3 })];
    expect(await stripe()).toMatchObject({ code: 0, answer: { missing: [], counts: { young: 1 } } });
    expect(api().asked.at(-1)).toMatch(/created%5Bgte%5D=\d{10}/);
  });

  it('keeps what is over age until --yes, and then lets it through the consumer', async () => {
    api().events = [failed({ age: 27 }), failed({ age: 1 })];
    const asked = ['--api', api().url, '--since', '29d', '--apply'];
    expect(await reconcile(...asked)).toMatchObject({ code: 1, answer: { applied: { sent: 1, overAge: 1 } } });
    expect(await reconcile(...asked, '--yes')).toMatchObject({ code: 0, answer: { applied: { sent: 1, overAge: 0 } } });
    expect((await sent()).map(({ generation }) => generation)).toEqual([0, 1]);
  });

  it('waits for an API that is busy', async () => {
    api().failing = [429];
    api().events = [paid()];
    expect(await stripe()).toMatchObject({ code: 1, answer: { missing: { length: 1 } } });
  });
});
