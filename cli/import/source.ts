import type { Customer } from '../../shared/bunce/command.ts';

/** A customer of a list. */
export interface Row {
  /** The line of a file, else the place in the list, from 1. */
  readonly number: number;
  readonly customer: Customer;
  /** Milliseconds: when the list's owner last wrote any of it; undefined where nobody says. */
  readonly at: number | undefined;
}

export interface BadRow {
  readonly number: number;
  /** Without what is personal: reports are copied into tickets. */
  readonly why: string;
}

export type Entry = Row | BadRow;

export interface SourcePage {
  readonly entries: readonly Entry[];
  /** Where to go on; undefined at the end. */
  readonly next: string | undefined;
  /** Entries of the whole list, where that is known by now. */
  readonly total?: number | undefined;
}

/** A list of customers, read as it goes. */
export interface Source {
  /** In words, for whoever looks on. */
  readonly where: string;
  /** In whose ids its customers are named. */
  readonly provider: string;
  /** Two lists that have the same are the same. */
  readonly key: string;
  /** `from`: the `next` of a page; `number`: of the first entry there. */
  pages(from?: Position): AsyncIterable<SourcePage>;
}

export interface Position {
  readonly cursor: string | undefined;
  /** Entries that came before it. */
  readonly before: number;
}
