import { expect } from 'vitest';

import type { Sample } from '../local/samples.ts';
import type { Command } from '../shared/bunce/command.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import type { Amounts, Check } from './subject.ts';
import { commandsIn, readingOf } from './reading.ts';
import { edited } from './value-checks.ts';

export const moneyChecks: Readonly<Record<string, Check>> = {
  'counts money in every currency as its README says': async ({ provider, samples, amounts }) => {
    if (!amounts) return;
    const shown = new Set<string>();
    for (const sample of samples) {
      const told = moneyIn(commandsIn(await readingOf(provider, sample)));
      for (const currency of Object.keys(DECIMALS)) {
        for (const [index, money] of (await moneyAs(provider, { sample, currency })).entries()) {
          const expected = scaled(told[index], { currency, amounts });
          if (money.currency !== currency || !Number.isInteger(expected)) continue;
          expect(money.amount, `${sample.name} in ${currency}`).toBe(expected);
          shown.add(currency);
        }
      }
    }
    expect([...shown].sort(), 'a sample whose amount every currency can hold').toEqual(Object.keys(DECIMALS).sort());
  },
};

/** Of the currencies that each sample is put into. A sample in another one shows an exception of its provider. */
const DECIMALS: Readonly<Record<string, number>> = { NGN: 2, GHS: 2, KES: 2, USD: 2, EUR: 2, XOF: 0, JPY: 0, KWD: 3 };

interface Told {
  readonly amount?: number | undefined;
  readonly currency?: string | undefined;
}

/** What each command says of money. */
export const moneyIn = (commands: readonly Command[]): readonly Told[] =>
  commands.map((command): Told => (command.type === 'track-event' && 'amount' in command.event.properties ? command.event.properties : {}));

interface Other {
  readonly sample: Sample;
  readonly currency: string;
}

/** The same digits, called another currency; nothing where they are no amount of that currency. */
async function moneyAs(provider: Provider, { sample, currency }: Other): Promise<readonly Told[]> {
  const codes = new Set(moneyIn(commandsIn(await readingOf(provider, sample))).flatMap((told) => told.currency ?? []));
  const body = edited(sample, (text) =>
    [...codes].reduce(
      (all, code) => all.replaceAll(`"${code}"`, `"${currency}"`).replaceAll(`"${code.toLowerCase()}"`, `"${currency.toLowerCase()}"`),
      text,
    ),
  );
  return moneyIn(commandsIn(await readingOf(provider, { ...sample, body })));
}

/** NaN where nothing was told, or what none of these says anything about. */
function scaled(
  { amount = Number.NaN, currency: from = '' }: Told = {},
  { currency, amounts }: Pick<Other, 'currency'> & { readonly amounts: Amounts },
) {
  const [before = Number.NaN, after = Number.NaN] = [DECIMALS[from], DECIMALS[currency]];
  const digits = amounts === 'minor' ? before - before : after - before;
  return digits < 0 ? amount / 10 ** -digits : amount * 10 ** digits;
}
