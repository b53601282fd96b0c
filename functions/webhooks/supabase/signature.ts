import { anyOf, withSecrets } from '../../../shared/webhook/any-of.ts';
import { sharedSecret } from '../../../shared/webhook/shared-secret.ts';
import { standardWebhooks } from '../../../shared/webhook/standard-webhooks.ts';

/** Auth hooks show their secrets as `v1,whsec_…`, several joined by `|`; any other secret is a header's and signs nothing. */
const isHook = (secret: string): boolean => secret.startsWith('v1,whsec_');
const bearer = sharedSecret({ header: 'authorization', prefix: 'Bearer ' });

/** A header's password, or the hooks' signature: each with secrets of its own. */
export const signature = anyOf([
  withSecrets(bearer, (secret) => (isHook(secret) ? [] : [secret])),
  withSecrets(standardWebhooks(), (secret) => (isHook(secret) ? secret.split('|') : [])),
]);
