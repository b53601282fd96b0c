import { expect } from 'vitest';

import type { Check, Subject } from './subject.ts';
import { NOW, secretOf, SETTINGS, signed } from './signed.ts';
import { verify } from '../shared/webhook/signature.ts';

const HOUR = 3_600_000;

/** For schemes with a stamp; the others have no replay window, and these hold trivially. */
export const stampChecks: Readonly<Record<string, Check>> = {
  'refuses a stale stamp': async ({ provider, samples: [sample] }) => {
    if (!sample || !hasStamp(provider, sample)) return;
    const request = signed(provider, { sample });
    const late = new Date(NOW.getTime() + 2 * HOUR);
    const bounded = { ...SETTINGS, tolerance: 300 };
    expect(await verify(provider.signature, { request, secrets: [secretOf(provider)], now: late, settings: bounded })).toBe('stale');
  },
};

type Sample = Subject['samples'][number];

/** A scheme has a stamp when signing an hour later gives other headers. */
export function hasStamp({ signature }: Subject['provider'], { body }: Sample): boolean {
  const at = (now: Date): string =>
    JSON.stringify(signature.sign({ body, secret: signature.secretFrom('words'), now, id: 'msg_contract', settings: SETTINGS }));
  return at(NOW) !== at(new Date(NOW.getTime() + HOUR));
}
