import { fingerprint } from '../runtime/fingerprint.ts';

/** 16 hex digits of the exact body, or of the ids in it: tells two events of one object apart where the provider gives no delivery id. */
export const bodyMark = (body: Buffer | string): string => fingerprint(body).slice(0, 16);
