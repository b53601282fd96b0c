import type { Judgement } from '../../shared/bunce/status.ts';

/** Messages that must fail in a row before Bunce counts as down; one message failing again and again is its own trouble. */
const STRIKES = 3;

export interface GateRule {
  now(): number;
  /** Seconds the gate stays shut before one call may try again. */
  readonly closedFor: number;
  /** Seconds Bunce shuts an address out that asks too often, unless it says otherwise. */
  readonly lockOut: number;
}

/** Keeps an instance from asking when asking is useless: wrong key or URL, Bunce down, or the address shut out. */
export interface Gate {
  /** Milliseconds until a call may start. */
  wait(): number;
  /** A call starts; its answer is to be told, with the message it was for. Says whether that answer shut the gate. */
  enter(): Tell;
}

/** Without an answer nobody was asked after all. */
export type Tell = (judgement: Judgement | undefined, message: string) => boolean;

export function gate({ now, closedFor, lockOut }: GateRule): Gate {
  let shutUntil = 0;
  let shut = false;
  let probing = false;
  let strikes = new Set<string>();

  const shutFor = (seconds: number): void => {
    shutUntil = Math.max(shutUntil, now() + seconds * 1000);
  };
  const isStrike = ({ kind }: Judgement, message: string): boolean => {
    if (kind !== 'down' && kind !== 'unsure') return false;
    strikes.add(message);
    return shut || strikes.size >= STRIKES;
  };
  const wait = (): number => {
    if (now() < shutUntil) return shutUntil - now();
    return shut && probing ? 100 : 0;
  };

  return {
    wait,
    enter() {
      const isProbe = shut;
      probing = shut;
      return (judgement, message) => {
        if (isProbe) probing = false;
        if (!judgement) return false;
        const closes = judgement.kind === 'misdirected' || isStrike(judgement, message);
        if (judgement.kind === 'busy') shutFor(judgement.after ?? lockOut);
        if (closes) shutFor(closedFor);
        const healthy = !closes && judgement.kind !== 'down' && judgement.kind !== 'unsure';
        if (healthy) strikes = new Set();
        shut = closes || (shut && !(isProbe && healthy));
        return closes;
      };
    },
  };
}
