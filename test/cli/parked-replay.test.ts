import { describe, expect, it } from 'vitest';

import config from '../../bunce-sync.config.ts';
import { type ReplayAll, replayAll } from '../../cli/parked/replay-all.ts';
import { packed } from '../../shared/queue/parked.ts';
import { envelopeMessage, send } from '../../shared/queue/sender.ts';
import { stageOf } from '../../shared/config/config.ts';
import { parkedDesk } from './parked-desk.ts';
import { project } from '../project.ts';
import { envelope, rejected, unreadable } from './parked-messages.ts';

const { target, fresh, readable, sent, left, parked } = parkedDesk();

const withMaxAge = (): ReplayAll['stack'] => {
  const settings = stageOf(
    { ...config, events: { payment_failed: { event: 'Payment failed', parameters: {}, maxAge: '72h' } } },
    'default',
  );
  return { ...target(), project, settings, secretOf: async () => ({ secrets: [], credentials: {} }), settingsOf: () => ({}) };
};

describe('parked replay', () => {
  it('reads an unreadable body with the code of today, one generation on', async () => {
    const message = unreadable(fresh('read'), readable);
    await target().park(message);
    expect((await parked('replay', message.id)).code).toBe(0);
    expect(await sent()).toMatchObject([
      {
        generation: 1,
        receivedAt: message.firstReceivedAt,
        type: 'charge.success',
        group: expect.stringMatching(/^paystack:[0-9a-f]{64}$/) as string,
      },
    ]);
    expect(await left()).toEqual([]);
  });

  it('leaves what still cannot be read, and says why', async () => {
    const message = unreadable(fresh('still'), '{"event":"charge.success","data":{"id":"?"}}');
    await target().park(message);
    expect(await parked('replay', '--reason', 'unreadable')).toMatchObject({ code: 1, answer: { sent: [], stays: [{ id: message.id }] } });
    expect(await left()).toEqual([message]);
  });

  it('sends what it can read of a batch, and leaves the batch for the rest of it', async () => {
    const entry = { log_id: 'l1', data: { type: 'ss', user_id: 'auth0|1', user_name: 'kemi@example.com' } };
    const id = `auth0/${fresh('batch')}`;
    const message = { ...unreadable(id, JSON.stringify([entry, { log_id: 'l2' }])), id, provider: 'auth0' };
    await target().park(message);
    expect(await parked('replay', id)).toMatchObject({
      code: 1,
      answer: { sent: [id], stays: [{ id, why: expect.stringMatching(/^1 of its entries/) as string }] },
    });
    expect(await sent()).toMatchObject([{ id, generation: 1 }]);
    expect(await left()).toEqual([message]);
  });

  it('sends both parts of a webhook that was parked for two reasons', async () => {
    const id = fresh('parts');
    await target().park(rejected({ id }, 0), { ...rejected({ id }, 1), reason: 'ambiguous' });
    await parked('replay', `paystack/${id}`);
    const commands = (await sent()).flatMap((each) => each.commands.map((command) => command.id));
    expect(commands.sort()).toEqual([`paystack/${id}/track-event:payment_failed`, `paystack/${id}/track-event:purchase_completed`]);
  });

  it('does nothing on a dry run but say what it would do', async () => {
    const message = rejected({ id: fresh('dry') });
    await target().park(message);
    expect((await parked('replay', message.id, '--dry-run')).answer).toMatchObject({ dryRun: true, sent: [message.id] });
    expect(await sent()).toEqual([]);
    expect(await left()).toEqual([message]);
  });

  it('keeps what is older than its maxAge by default', async () => {
    const [old, young] = [rejected({ id: fresh('old'), age: 5 }), rejected({ id: fresh('young') })];
    await target().park(old, young);
    const replay = { stack: withMaxAge(), again: false, dryRun: false, isSelected: () => true };
    expect(await replayAll({ ...replay, overAge: false })).toMatchObject({ sent: [young.id], overAge: { length: 1 } });
    expect(await replayAll({ ...replay, overAge: true })).toMatchObject({ sent: [old.id], overAge: [] });
    expect(await left()).toEqual([]);
  });

  it('is new to the ledger only with --again, and the same each time', async () => {
    const messages = [0, 3].map((generation) => ({ ...rejected({ id: fresh('again') }), generation }));
    await target().park(...messages);
    await parked('replay', '--reason', 'rejected', '--again');
    const ids = (await sent()).flatMap((each) => each.commands.map(({ id }) => id.replace(/^.*?\/.*?\//, '')));
    const [failed, bought] = ['track-event:payment_failed', 'track-event:purchase_completed'];
    expect(ids).toEqual([1, 4].flatMap((next) => [`${failed}#again-${next}`, `${bought}#again-${next}`]));
  });

  it('takes what the redrive policy moved for what it is', async () => {
    const crashed = envelope({ id: fresh('crash'), customerId: 'c1' });
    await send(target().parked, envelopeMessage(crashed));
    expect((await parked('list')).answer).toMatchObject([{ id: crashed.id, reason: 'crashed', generation: 0 }]);
    await parked('replay', '--reason', 'crashed');
    expect(await sent()).toEqual([{ ...crashed, generation: 1 }]);
  });

  it('reads an envelope that stands there packed', async () => {
    const message = rejected({ id: fresh('packed') });
    await send(target().parked, { body: JSON.stringify(packed(message)), group: 'packed', dedup: message.id });
    expect((await parked('list')).answer).toMatchObject([{ id: message.id, reason: 'rejected' }]);
    await parked('replay', message.id);
    expect(await sent()).toEqual([{ ...message.envelope, generation: 1 }]);
  });

  it('must be told what to replay, and of which reasons there are', async () => {
    expect(await parked('replay')).toMatchObject({ code: 2 });
    expect(await parked('replay', '--reason', 'bored')).toMatchObject({ code: 2, stderr: expect.stringContaining('gave-up') as string });
    expect(await parked('list', '--since', 'lately')).toMatchObject({ code: 2 });
  });
});
