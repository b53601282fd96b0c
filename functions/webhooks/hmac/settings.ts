import * as z from 'zod/mini';

import type { Proof } from '../../../shared/webhook/proof.ts';
import { httpsUrl, type SettingsSchema, tolerance } from '../../../shared/webhook/provider-settings.ts';

const url = httpsUrl('the URL that the sender signs, to the byte as it is registered there');

/** What a sender may be given, by how it signs: `tolerance` with a stamp, `url`, without which nothing verifies, where the message holds it. */
export function settingsFor(proof: Proof): SettingsSchema {
  const { timestamp, message = '' } = proof.mode === 'hmac' ? proof : {};
  const isStamped = timestamp !== undefined || proof.mode === 'jwt';
  return z.strictObject({ ...(isStamped && { tolerance }), ...(message.includes('{url}') && { url }) });
}
