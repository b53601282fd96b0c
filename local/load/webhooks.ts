import type { Happening } from './bodies.ts';
import type { Sendable } from './sender.ts';

/** One webhook as a bench sends it. */
export interface Webhook extends Happening, Sendable {
  readonly provider: Happening['provider'];
  readonly token: string;
  readonly index: number;
}

const BASE = Date.parse('2026-03-01T00:00:00Z') / 1000;

export const tokenOf = (index: number): string => `w${String(index).padStart(6, '0')}`;
/** The webhook whose event happened then. */
export const tokenAt = (time: string): string => tokenOf(Date.parse(time) / 1000 - BASE);
