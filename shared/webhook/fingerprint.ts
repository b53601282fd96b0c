import { hash } from 'node:crypto';

/** SHA-256 in hex: names a thing without saying what is in it. Signs nothing. */
export const fingerprint = (content: string | Buffer): string => hash('sha256', content);

/** 16 hex digits of the exact body: tells two events of one object apart where the provider gives no delivery id. */
export const bodyMark = (body: Buffer): string => fingerprint(body).slice(0, 16);
