import { type KeyObject, sign, verify } from 'node:crypto';
import { crc32 } from 'node:zlib';

import type { WebhookRequest } from '../../../shared/webhook/request.ts';
import { privateKeyFrom, rsaKeyIn } from '../../../shared/webhook/rsa.ts';
import type { SignatureSettings, Signing } from '../../../shared/webhook/scheme.ts';
import type { Signature } from '../../../shared/webhook/signature.ts';
import { certificates, type CertificatePorts, theWorld } from './verify-certificate.ts';

/** In the list of secrets: trust what PayPal serves if it leads to a root that Node ships. Any other entry is a PEM that is trusted itself. */
export const PUBLIC_ROOTS = 'public-roots';

/** Seconds: PayPal resends for three days, and whether under the first time is documented nowhere. */
const FOUR_DAYS = 4 * 86_400;

/** The one PayPal uses: the header is compared with it and never chooses. */
const ALGORITHM = 'SHA256withRSA';

/** PayPal's own hosts, over TLS, and only where these certificates are: whoever names another place gets no visit there. */
const PLACE = /^https:\/\/(?:[a-z0-9-]+\.)+paypal\.com\/v1\/notifications\/certs\/CERT-[A-Za-z0-9-]+$/;

/** RSA over `id|time|webhook id|CRC-32 of the body`: https://developer.paypal.com/api/rest/webhooks/rest/#link-selfverificationmethod */
export function paypalSignature(ports: CertificatePorts = theWorld): Signature {
  const certified = certificates(ports);
  return {
    // A checksum of 32 bits stands for the body: whoever has one signed set of headers can make another body fit it.
    covers: 'part',
    needs: ['webhookId'],
    claim(request, settings) {
      const claim = read(request, settings);
      if (typeof claim === 'string') return claim;
      const tolerance = (settings.tolerance ?? FOUR_DAYS) * 1000;
      return {
        seal: claim.seal,
        async judge({ secrets, now }) {
          const text = message({ ...claim.signed, body: request.body });
          const isGood = (key: KeyObject): boolean => verify('sha256', text, key, claim.signature);
          const pinned = secrets.flatMap((secret) => rsaKeyIn(secret) ?? []).some(isGood);
          const key = pinned || !secrets.includes(PUBLIC_ROOTS) ? undefined : await certified(claim.url, { now, secrets });
          if (!pinned && !(key && isGood(key))) return 'mismatch';
          return Math.abs(now.getTime() - claim.time) <= tolerance ? 'ok' : 'stale';
        },
      };
    },
    flawOf: (secret) =>
      secret === PUBLIC_ROOTS || rsaKeyIn(secret) ? undefined : `it is neither "${PUBLIC_ROOTS}" nor an RSA key or certificate as PEM`,
    sign: ({ body, secret, now, id, settings: { webhookId = '' } = {} }: Signing) => ({
      'paypal-transmission-id': id,
      'paypal-transmission-time': now.toISOString(),
      'paypal-transmission-sig': sign('sha256', message({ id, time: now.toISOString(), webhookId, body }), secret).toString('base64'),
      'paypal-cert-url': 'https://api.paypal.com/v1/notifications/certs/CERT-local',
      'paypal-auth-algo': ALGORITHM,
    }),
    secretFrom: privateKeyFrom,
  };
}

interface Signed {
  readonly id: string;
  readonly time: string;
  readonly webhookId: string;
  readonly body: Buffer;
}

const message = ({ id, time, webhookId, body }: Signed): Buffer => Buffer.from(`${id}|${time}|${webhookId}|${crc32(body)}`);

/** The webhook id is configured and never read from the request. */
function read({ headers }: WebhookRequest, { webhookId }: SignatureSettings) {
  const text = headers['paypal-transmission-sig'];
  if (!text) return 'unsigned';
  const { 'paypal-transmission-id': id, 'paypal-transmission-time': time = '', 'paypal-cert-url': url = '' } = headers;
  const isOurs = PLACE.test(url) && headers['paypal-auth-algo'] === ALGORITHM && /^[A-Za-z0-9+/]{300,700}={0,2}$/.test(text);
  if (!webhookId || !id || !isOurs || Number.isNaN(Date.parse(time))) return 'malformed';
  return { url, seal: id, time: Date.parse(time), signature: Buffer.from(text, 'base64'), signed: { id, time, webhookId } };
}
