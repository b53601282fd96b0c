import * as z from 'zod/mini';

import { seconds } from '../runtime/duration.ts';

/** What one provider may be given in the config, strict: whatever it does not name is refused. */
export type SettingsSchema = z.ZodMiniObject<z.core.$ZodShape, z.core.$strict>;

/** How far the signed moment may be from now, in place of what the scheme says. */
export const tolerance = z.exactOptional(seconds({ example: '5m' }));

/** Of a provider whose scheme signs a moment, and that needs no more. */
export const StampSettings = z.strictObject({ tolerance });

/** A URL over TLS and without a password in it; `what` it is, in the message of one who gives another. */
export function httpsUrl(what: string) {
  const error = `expected ${what}, beginning with https:// and holding no user or password`;
  return z.url({ protocol: /^https$/, error }).check(z.refine((url) => !/^https:\/\/[^/?#]*@/i.test(url), { error }));
}

/** Where the provider's API is, with its version. */
export const apiUrl = z.exactOptional(httpsUrl("the base URL of the provider's API, with its version"));

/** Of a provider whose API may be asked for what its webhooks leave out: off until the API is named. */
export const ApiSettings = z.strictObject({ baseUrl: apiUrl });

const yesOrNo = () => z.exactOptional(z.boolean({ error: 'expected true or false' }));

/** An unsigned header may say that an event is a test: off, it is not asked. */
export const testHeader = yesOrNo();

/** Events of the accounts that are connected to the team's own are other merchants': off, they are passed over. */
export const connectedAccounts = yesOrNo();

/** Text that a provider's dashboard shows; `what` it is, in the message of one who leaves it out. */
export const shown = (what: string) => z.string({ error: `expected ${what}` }).check(z.minLength(1, { error: `expected ${what}` }));
