import { bought, type Flaws, Paid, purchase, sound } from './sound.ts';

/** What becomes of what a merchant attached. */
export const metadataFlaws: Flaws = {
  'chokes on what a merchant attached': {
    caughtBy: 'is not harmed by what a merchant attaches',
    flaw: {
      provider: {
        ...sound,
        events: {
          paid: (payload) => {
            if (JSON.stringify(payload).length > 100_000) throw new RangeError('too much metadata');
            return bought(payload);
          },
        },
      },
    },
  },
  'puts what a merchant attached into what it tells': {
    caughtBy: 'hands on nothing of what a merchant attached but what is read',
    flaw: {
      provider: {
        ...sound,
        events: { paid: (payload) => purchase({ ...Paid.parse(payload).data, name: JSON.stringify(payload) }) },
      },
    },
  },
};
