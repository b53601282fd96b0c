import * as z from 'zod/mini';

import type { Replacement } from '../../local/load/replacing.ts';
import { setAttributes, signUp } from '../../shared/bunce/command.ts';
import { Envelope, envelopeOf } from '../../shared/queue/envelope.ts';
import type { Instead } from './seams.ts';

/** What a later version has otherwise: envelopes with a key that this one does not know, and a sign-up that tells more, and first. */
export const instead: Instead = {
  'shared/queue/envelope.ts': {
    get Envelope() {
      // One that knows more keys reads all that the other one reads.
      return z.strictObject({ ...Envelope.shape, since: z.optional(z.string()) }) as unknown as typeof Envelope;
    },
    envelopeOf: (...given) => Object.assign(envelopeOf(...given), { since: 'later' }),
  },
  'shared/bunce/command.ts': {
    signUp: (fact) => [setAttributes({ ...fact, attributes: { marketingConsent: true } }), ...signUp(fact)],
  },
};

export const later: Replacement = { file: import.meta.url, instead };
