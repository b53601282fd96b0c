import { createHash } from 'node:crypto';

/** 0 to 1, the same for the same words: what befalls a call does not depend on what else runs beside it. */
export const chance = (...words: readonly (string | number)[]): number =>
  createHash('sha1').update(words.join('|')).digest().readUInt32BE(0) / 2 ** 32;

/** One of several, the same for the same words. */
export const choice = <Each>(all: readonly Each[], words: readonly (string | number)[]): Each => {
  const found = all[Math.floor(chance(...words) * all.length)];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
};
