import type { IncomingMessage } from 'node:http';

/** A name that some page in the browser may have pointed at this machine is none of these. */
export const HOSTS = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** Whether a program of this machine asks: neither under a name that somebody pointed here, nor from a page of elsewhere. */
export const isFromHere = ({ headers: { host = '', origin } }: Pick<IncomingMessage, 'headers'>): boolean =>
  HOSTS.test(host) && (origin === undefined || origin === `http://${host}`);

export const ONLY_FROM_HERE = 'only programs of this machine may ask, under 127.0.0.1 or localhost, and no page of elsewhere';
