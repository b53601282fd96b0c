import * as z from 'zod/mini';

import { type Command, customer, track } from '../../shared/bunce/command.ts';
import type { Provider } from '../../shared/webhook/provider.ts';
import { bought, type Flaw, type Flaws, mapped, Paid, sound } from './sound.ts';

const identified = (identify: Provider['identify']): Flaw => ({ provider: { ...sound, identify } });

let counter = 0;
const unsteady = (): string => `random-${(counter += 1)}`;

/** Of what a webhook is called and becomes. */
export const mappingFlaws: Flaws = {
  'mints an id of its own': {
    caughtBy: 'identifies a redelivery alike',
    flaw: identified((request, payload) => ({ ...sound.identify(request, payload), id: unsteady() })),
  },
  'takes the object for the event': {
    caughtBy: 'tells two events of one object apart',
    flaw: identified((request, payload) => ({ ...sound.identify(request, payload), id: Paid.parse(payload).data.id })),
  },
  'knows no id': {
    caughtBy: 'gives every event an id',
    flaw: identified((request, payload) => ({ ...sound.identify(request, payload), id: null })),
  },
  'loses the test mode': {
    caughtBy: 'calls test events test and live ones live, by the sample names',
    flaw: identified((request, payload) => ({ ...sound.identify(request, payload), mode: 'live' })),
  },
  'trips over a body that is no object': {
    caughtBy: 'identifies what it does not act on',
    flaw: identified((request, payload) => (payload === null ? tripped() : sound.identify(request, payload))),
  },
  'maps to something else than its sample': {
    caughtBy: 'maps each sample to exactly its commands',
    flaw: mapped((payload) => bought(payload).slice(1)),
  },
  'sends a person without a word of them': {
    caughtBy: 'gives commands that the queue takes',
    flaw: mapped((payload) => bought(payload).map((command): Command => ({ ...command, customer: { email: '' } }))),
  },
  'invents a random customer': {
    caughtBy: 'maps a redelivery to the same commands',
    flaw: mapped((payload): readonly Command[] => {
      Paid.parse(payload);
      return [track('purchase_completed', { customer: customer({ id: unsteady() }) })];
    }),
  },
  'acts on an event that no sample shows': {
    caughtBy: 'has a sample of every event it acts on',
    flaw: { provider: { ...sound, events: { paid: bought, refunded: bought } } },
  },
  'falls through to "other" when the shape is unknown': {
    caughtBy: 'calls a known event of unknown shape unreadable',
    flaw: mapped((payload) => (Paid.safeParse(payload).success ? bought(payload) : [])),
  },
  'quotes the person in its error': {
    caughtBy: 'keeps people and values out of the reason it gives',
    flaw: mapped((payload) => (Paid.safeParse(payload).success ? bought(payload) : quoting(payload))),
  },
  'brings no known answer': { caughtBy: 'brings a known answer and a sample', flaw: { knownAnswers: [] } },
};

function tripped(): never {
  throw new TypeError('cannot read properties of null');
}

const Loose = z.object({ data: z.object({ email: z.unknown() }) });

function quoting(payload: unknown): never {
  throw new Error(`${String(Loose.parse(payload).data.email)} is no customer`);
}
