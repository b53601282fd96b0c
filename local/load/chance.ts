import { createHash } from 'node:crypto';

/** 0 to 1, the same for the same words: what befalls a call does not depend on what else runs beside it. */
export const chance = (...words: readonly (string | number)[]): number =>
  createHash('sha1').update(words.join('|')).digest().readUInt32BE(0) / 2 ** 32;
