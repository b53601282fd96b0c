import type { Day } from './day.ts';

/** Something that strangers do, and that must ring nothing. */
export interface Trick {
  readonly title: string;
  act(day: Day): Promise<unknown>;
}

/** A command of the runbook's section, and what it reads where it asks. */
export interface Mending {
  /** As it stands in docs/operations.md, without `npx bunce-sync`. */
  readonly command: string;
  readonly input?: string;
}

/** Something that really fails: what rings, when at the latest, where its text leads, and what ends it. */
export interface Failure {
  readonly title: string;
  /** By the name of the construct. */
  readonly alarm: string;
  /** Minutes. */
  readonly within: number;
  readonly section: string;
  /** Providers that send nothing genuine before. */
  readonly without?: readonly string[];
  act(day: Day): Promise<unknown>;
  /** Minutes that go by before it is judged; default: those of `within`. */
  readonly pass?: number;
  /** Minutes between two looks. */
  readonly step?: number;
  readonly mending?: readonly Mending[];
  /** What nobody does at a keyboard of ours: Bunce is well again, a quota was raised. */
  recover?(day: Day): Promise<unknown>;
  /** Minutes after the mending within which the alarm is off again. */
  readonly over: number;
  /** What was put into the metrics by hand, for it cannot be made to happen here. */
  readonly fed?: string;
}
