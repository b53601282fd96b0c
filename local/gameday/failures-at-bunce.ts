import { LOCAL_KEYS } from '../bunce/server.ts';
import type { Day } from './day.ts';
import type { Failure } from './scene.ts';
import { genuine, send } from './webhooks.ts';

const well = async (day: Day): Promise<void> => {
  await day.control('/faults', { method: 'DELETE' });
  await day.settled();
};

/** Of different people, so that one message's trouble is not taken for Bunce's. */
const purchases = async (day: Day, count = 4): Promise<void> => {
  for (let sent = 0; sent < count; sent += 1) await send(day.run, genuine('paystack'));
};

/** Bunce refuses a purchase, once. */
export async function parkOne(day: Day): Promise<void> {
  await day.fault({ status: 422, path: '/events', times: 1 });
  await purchases(day, 1);
  await day.settled();
}

const LIST = { command: 'parked list' };
const REPLAY = { command: 'parked replay --reason rejected' };

export const FAILURES_AT_BUNCE: readonly Failure[] = [
  {
    title: 'Bunce is down',
    alarm: 'BunceDown',
    within: 5,
    section: 'bunce-is-down',
    act: async (day) => {
      await day.fault({ status: 500 });
      await purchases(day);
      await day.until('BunceDown');
    },
    recover: well,
    over: 10,
  },
  {
    title: 'the key of Bunce is wrong',
    alarm: 'Misdirected',
    within: 5,
    section: 'bunce-refuses-us',
    act: async (day) => {
      await day.secret('BunceSecret', JSON.stringify({ secrets: ['sk_live_of_somebody_else'] }));
      await purchases(day);
      await day.until('Misdirected');
    },
    mending: [{ command: 'secrets set bunce', input: LOCAL_KEYS.test }],
    recover: async (day) => day.settled(),
    over: 10,
  },
  {
    title: 'one webhook cannot be delivered, and its queue grows old',
    alarm: 'QueueAge',
    within: 90,
    section: 'the-queue-is-old',
    act: async (day) => {
      await day.fault({ status: 500, path: '/events' });
      await purchases(day, 1);
    },
    mending: [{ command: 'doctor' }],
    recover: well,
    over: 15,
  },
  {
    title: 'Bunce answers late',
    alarm: 'Latency',
    within: 15,
    section: 'webhooks-are-late',
    fed: 'latency of 400 s in two periods: nothing here takes that long',
    act: async (day) => {
      for (const _ of [1, 2, 3]) {
        day.recorder.put({ namespace: 'bunce-sync', name: 'latency', dimensions: { service: day.service }, value: 400_000 });
        await day.pass(5);
      }
    },
    pass: 0,
    over: 15,
  },
  {
    title: 'a webhook is parked',
    alarm: 'ParkedNew',
    within: 5,
    section: 'parked-webhooks',
    act: parkOne,
    mending: [LIST, REPLAY],
    recover: async (day) => day.settled(),
    over: 65,
  },
  {
    title: 'and stays parked',
    alarm: 'Parked',
    within: 5,
    section: 'parked-webhooks',
    act: parkOne,
    mending: [REPLAY],
    recover: async (day) => day.settled(),
    over: 10,
  },
  {
    title: 'for a week',
    alarm: 'ParkedAge',
    within: 7 * 24 * 60 + 60,
    step: 60,
    section: 'parked-for-a-week',
    act: parkOne,
    mending: [LIST, REPLAY],
    recover: async (day) => day.settled(),
    over: 10,
  },
];
