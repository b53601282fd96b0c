import { shownIn, urlWith } from './in-url.ts';
import type { WebhookRequest } from './request.ts';
import type { Signing } from './scheme.ts';
import type { Signature } from './signature.ts';

interface Sending extends Signing {
  /** Those beside the proof. */
  readonly headers?: WebhookRequest['headers'];
}

/** The request as the provider itself would make it: for samples, the CLI and tests. */
export function sent({ sign, sealed, inUrl }: Signature, { headers, ...signing }: Sending): WebhookRequest {
  const shown = inUrl && shownIn(urlWith('https://localhost/', { inUrl, secret: signing.secret }));
  return { headers: { ...headers, ...sign(signing) }, body: sealed?.(signing) ?? signing.body, ...(shown && { shown }) };
}
