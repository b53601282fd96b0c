import type { Judgement } from '../../../shared/bunce/status.ts';
import { steadyClock } from '../../../shared/runtime/steady-clock.ts';

/** Different messages that must fail in a row before nobody is asked; one that fails again and again is its own trouble. */
const STRIKES = 3;
/** The same where the last failure is a lost answer: of a tenth of lost answers, three in a row would come every few minutes. */
const DOUBTS = 6;

export interface CircuitRule {
  /** Milliseconds; may step back. */
  now(): number;
  /** Seconds the circuit stays open before one call may try again. */
  readonly openFor: number;
}

/** Keeps an instance from asking when asking is useless: wrong key or URL, Bunce down, or the address shut out. */
export interface CircuitBreaker {
  /** Milliseconds until a call may start. */
  wait(): number;
  /** Whether Bunce has answered since the circuit was open last: key and URL are right. */
  isTrusted(): boolean;
  /** A call starts; its answer is to be told. */
  enter(): Tell;
}

/** Tells the answer and the message it was for; without an answer nobody was asked after all. Says whether the circuit is open for it. */
export type Tell = (judgement: Judgement | undefined, message: string) => boolean;

export function circuitBreaker({ now, openFor }: CircuitRule): CircuitBreaker {
  const clock = steadyClock(now);
  let awayUntil = 0;
  let open = false;
  let probing = false;
  let strikes = new Set<string>();
  let trusted = false;

  const stayAway = (seconds: number): void => {
    awayUntil = Math.max(awayUntil, clock() + seconds * 1000);
  };

  const opens = (judgement: Judgement, message: string): boolean => {
    if (open || isKeyless(judgement)) return true;
    strikes.add(message);
    return strikes.size >= (judgement.kind === 'unsure' ? DOUBTS : STRIKES);
  };

  return {
    isTrusted: () => trusted,
    wait() {
      const left = awayUntil - clock();
      if (left > 0) return left;
      return open && probing ? 100 : 0;
    },
    enter() {
      const isProbe = open;
      probing = open;
      return (judgement, message) => {
        if (isProbe) probing = false;
        if (!judgement) return false;
        if (judgement.kind === 'busy') stayAway(judgement.after);
        if (isFailure(judgement)) {
          const opened = opens(judgement, message);
          if (opened) stayAway(openFor);
          open ||= opened;
          trusted &&= !opened;
          return opened;
        }
        strikes = new Set();
        trusted ||= judgement.kind !== 'busy';
        if (isProbe) open = false;
        return false;
      };
    },
  };
}

const isFailure = ({ kind }: Judgement): boolean => kind === 'misdirected' || kind === 'down' || kind === 'unsure';

/** Nobody was asked: no message can be to blame. */
const isKeyless = (judgement: Judgement): boolean => judgement.kind === 'misdirected' && judgement.status === null;
