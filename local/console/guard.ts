import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import { fingerprint } from '../../shared/runtime/fingerprint.ts';
import { HOSTS } from '../from-here.ts';

export interface Guarded {
  /** Known to the page, and to nobody who cannot read it. */
  readonly token: string;
  /** Also what is only read: it is of real people. */
  readonly everyRequest: boolean;
}

/** The page's first word: whether it is of this start is told here, before anybody wants to change something. */
export const STREAM = '/api/stream';

/** Of a request: the path is the one by which it is routed. */
interface Asking {
  readonly headers: IncomingHttpHeaders;
  readonly method: string;
  readonly pathname: string;
}

/** Why a request is refused; undefined for one from the page itself, or from somebody who sits here. */
export function flawOf({ headers, method, pathname }: Asking, { token, everyRequest }: Guarded): string | undefined {
  const { host = '', origin, 'x-console-token': given } = headers;
  if (!HOSTS.test(host)) return `the console answers under 127.0.0.1 and localhost, not under ${host || 'no name'}`;
  if (origin !== undefined && origin !== `http://${host}`) return 'another page asks';
  const needsToken = isApi(pathname) && (everyRequest || method !== 'GET' || pathname === STREAM);
  if (!needsToken || isSame(String(given), token)) return undefined;
  return everyRequest
    ? 'the token of the page is missing, or is of another start: open the address that was printed'
    : 'this page is of another start of the console: reload it';
}

export const isApi = (pathname: string): boolean => pathname.startsWith('/api/');

const isSame = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(fingerprint(one)), Buffer.from(fingerprint(other)));

/** What every answer carries: nothing of other places is loaded, nothing is kept, nobody frames it. */
export const PROTECTION = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;
