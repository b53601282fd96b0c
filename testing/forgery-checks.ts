import { expect } from 'vitest';

import type { Sample } from '../local/samples.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import type { Reading } from '../shared/webhook/read.ts';
import type { WebhookRequest } from '../shared/webhook/request.ts';
import type { Check } from './subject.ts';
import { commandsIn, readingOf, readingOfRequest } from './reading.ts';
import { signed, verdictOf } from './signed.ts';

/** What a forger would gain by: who relabels a sign-up as another sign-up gains nothing. */
const COSTLY: ReadonlySet<string> = new Set(['purchase_completed', 'refund_issued', 'account_deleted']);

export const forgeryChecks: Readonly<Record<string, Check>> = {
  'lets nothing unsigned turn an event into money or a deletion': async ({ provider, samples }) => {
    if (provider.signature.covers === 'nothing') return;
    for (const captured of samples) {
      const honest = costlyOf(await readingOf(provider, captured));
      for (const other of samples) {
        for (const forged of await relabelled(provider, { captured, other })) {
          const reading = await readingOfRequest(provider, { request: forged, lookup: captured.lookup });
          const gained = costlyOf(reading).filter((name) => !honest.includes(name));
          expect(gained, `${captured.name} sent as ${other.name}`).toEqual([]);
        }
      }
    }
  },
};

const costlyOf = (reading: Reading): readonly string[] =>
  commandsIn(reading)
    .flatMap((command) => (command.type === 'track-event' ? command.event.name : []))
    .filter((name) => COSTLY.has(name));

interface Forgery {
  readonly captured: Sample;
  readonly other: Sample;
}

/** A genuine webhook under the headers, and with the type, of another: those of them whose signature still holds. */
async function relabelled(provider: Provider, { captured, other }: Forgery): Promise<readonly WebhookRequest[]> {
  const genuine = signed(provider, { sample: captured });
  const [from, to] = [await typeOf(provider, captured), await typeOf(provider, other)];
  const body = Buffer.from(captured.body.toString('utf8').replaceAll(`"${from}"`, `"${to}"`));
  const headers = { ...genuine.headers, ...other.headers };
  const forgeries = [
    { headers, body: captured.body },
    { headers, body },
  ];
  const verdicts = await Promise.all(forgeries.map((request) => verdictOf(provider, { request })));
  return forgeries.filter((_request, index) => verdicts[index] === 'ok');
}

const typeOf = async (provider: Provider, sample: Sample): Promise<string> => (await readingOf(provider, sample)).type ?? '';
