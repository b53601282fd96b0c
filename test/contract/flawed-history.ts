import type { History } from '../../shared/webhook/history.ts';
import { type Command, track } from '../../shared/bunce/command.ts';
import { bought, type Flaw, type Flaws, mapped, sample, sound } from './sound.ts';

const telling = (webhooks: History['webhooks']): Flaw => ({
  provider: { ...sound, history: { credentials: {}, list: async function* () {}, webhooks } },
});

const changed = (record: unknown, what: object): unknown => ({ ...JSON.parse(JSON.stringify(record)), ...what });

/** Of what the provider's API tells later. */
export const historyFlaws: Flaws = {
  'has a history that nothing shows': {
    caughtBy: 'shows by a sample how its API lists what it tells',
    flaw: { samples: ['one', 'two'].map((name) => ({ ...sample(name), history: undefined })) },
  },
  'tells another amount by its history': {
    caughtBy: 'tells by its history what the webhook told',
    flaw: telling((record) => [
      {
        body: changed(record, {
          data: { id: 'order-1', email: 'flaw@example.com', name: 'Ada Eze', buyer: 4711, amount: 1, currency: 'NGN' },
        }),
      },
    ]),
  },
  'tells the same happening by another occasion': {
    caughtBy: 'tells by its history what the webhook told',
    flaw: {
      provider: { ...sound, events: { paid: (payload) => bought(payload).map((command) => renamed(command, payload)) } },
    },
  },
  'tells nothing by its history': {
    caughtBy: 'tells by its history what the webhook told',
    flaw: telling(() => []),
  },
  'tells what has no occasion': {
    caughtBy: 'tells nothing by its history without an occasion',
    flaw: mapped((payload) => bought(payload).map(({ customer }) => track('purchase_completed', { customer }))),
  },
  'numbers its history anew': {
    caughtBy: 'gives no webhook another id by its history',
    flaw: telling((record) => [{ body: changed(record, { id: 'evt_again' }) }]),
  },
};

/** By the bytes of the body, which no API gives back. */
const renamed = (command: Command, payload: unknown): Command =>
  command.type === 'track-event' ? { ...command, occasion: JSON.stringify(payload) } : command;
