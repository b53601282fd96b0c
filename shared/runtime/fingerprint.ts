import { hash } from 'node:crypto';

/** SHA-256 in hex: names a thing without saying what is in it. Signs nothing. */
export const fingerprint = (content: string | Buffer): string => hash('sha256', content);
