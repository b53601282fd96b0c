import type { Content, Receipt } from '../receipt.ts';
import type { Step } from '../step.ts';

/** A message with its steps; none when it holds no envelope that can be read. */
export interface Message {
  readonly receipt: Receipt;
  readonly content: Content;
  readonly steps: readonly Step[];
}

/** Messages that are worked off one after the other, for they are, or may be, about the same people. */
export type Strand = readonly Message[];

/** A message that keeps coming back may be what crashes the consumer: its strand goes last. */
export const isSuspect = (strand: Strand): boolean => strand.some(({ receipt }) => receipt.receiveCount > 3);
