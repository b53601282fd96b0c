import type { Fault } from '../faults.ts';
import type { Story } from '../webhook.ts';
import { erased, guestFirst, mistyped, moved, type Rules, shared, taken } from './addresses.ts';
import { big, pair, queue, threads } from './crowds.ts';
import { early, newcomer } from './customer.ts';
import { future, identified, phones } from './odd.ts';
import { refunded } from './refunds.ts';

export interface Making {
  readonly count: number;
  readonly seed: number;
  readonly faults: ReadonlySet<Fault>;
  readonly rules: Rules;
  /** How many times as often as usual a provider sends something twice. */
  readonly severity?: number | undefined;
  /** Nothing but these. */
  readonly stories?: readonly StoryName[] | undefined;
}

/** From the people of one story to those of the next: more than any has. */
export const STEP = 5;

export type Tell = (person: number, making: Making) => Story;

/** What is told beside the usual, each for people of its own. */
export const SPECIAL = {
  newcomer,
  refunded,
  early,
  pair,
  moved: (person, { rules }) => moved(person, rules),
  shared: (person, { rules }) => shared(person, rules),
  guestFirst,
  erased,
  phones,
  identified,
  taken: (person, { rules }) => taken(person, rules),
  future,
  mistyped: (person, { rules }) => mistyped(person, rules),
  queue: (person, making) => queue(person, crowd(making, 50)),
  threads: (person, making) => threads(person, crowd(making, 10)),
  big,
} satisfies Readonly<Record<string, Tell>>;
export type StoryName = keyof typeof SPECIAL;

/** How many webhooks of a run are one person's: one in so many, or as many as a run about nothing else has room for. */
const crowd = ({ count, stories }: Making, per: number): number =>
  stories ? Math.floor(count / stories.length) - 1 : Math.min(1000, Math.max(4, Math.floor(count / per)));
