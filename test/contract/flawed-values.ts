import * as z from 'zod/mini';

import { type Command, track } from '../../shared/bunce/command.ts';
import { fromMajor, fromMinor } from '../../shared/bunce/money.ts';
import { bought, type Flaws, mapped, Paid, purchase } from './sound.ts';

const WithMetadata = z.object({ data: z.object({ metadata: z.object({}) }) });

const counted = (money: typeof fromMajor) =>
  mapped((payload): readonly Command[] => {
    const { amount, currency } = Paid.parse(payload).data;
    return bought(payload).map(({ customer }) => track('purchase_completed', { customer, properties: money(amount, currency) }));
  });

/** Of what a value may be. */
export const valueFlaws: Flaws = {
  'rounds a long id': {
    caughtBy: 'keeps every digit of a long id',
    flaw: mapped((payload) => {
      const { data } = Paid.parse(payload);
      return purchase({ ...data, buyer: Number(data.buyer) });
    }),
  },
  'cannot read a long id': {
    caughtBy: 'keeps every digit of a long id',
    flaw: mapped((payload) => {
      const { data } = Paid.parse(payload);
      return purchase({ ...data, buyer: z.number().parse(data.buyer) });
    }),
  },
  'takes every currency for one of hundredths': {
    caughtBy: 'counts money in every currency as its README says',
    flaw: counted((amount, currency) => fromMinor(amount, { currency, decimals: 2 })),
  },
  'takes minor units for major ones': {
    caughtBy: 'counts money in every currency as its README says',
    flaw: counted(fromMajor),
  },
  'knows no letters but Latin ones': {
    caughtBy: 'keeps names of every script',
    flaw: mapped((payload) => {
      const { data } = Paid.parse(payload);
      return purchase({ ...data, name: data.name.replaceAll(/[^\x20-\x7e]/g, '') });
    }),
  },
  'trips over metadata that is no object': {
    caughtBy: 'takes anything for what others write freely',
    flaw: mapped((payload) => {
      WithMetadata.parse(payload);
      return bought(payload);
    }),
  },
};
