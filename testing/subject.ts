import type { Sample } from '../local/samples.ts';
import type { Provider, ProviderSettings } from '../shared/webhook/provider.ts';

/** `minor`: in the currency's own smallest unit, as ISO counts it. `fixed`: in major units or in hundredths, whatever the currency. */
export type Amounts = 'minor' | 'fixed';

/** A provider with all that the contract needs to judge it. */
export interface Subject {
  readonly provider: Provider;
  readonly samples: readonly Sample[];
  readonly knownAnswers: readonly KnownAnswer[];
  /** What several of its samples are about, by the ids in their bodies. */
  readonly happenings: readonly Happening[];
  /** How its API lists its customers; undefined where it does not, or nothing shows it. */
  readonly list?: ShownList | undefined;
  /** As its README says; undefined where it says nothing. */
  readonly amounts?: Amounts | undefined;
  /** Each as its README shows it: `stripe: { tolerance: '10m' }`. */
  readonly settings?: readonly ProviderSettings[];
}

/** The id of one payment, order, subscription or user that several samples are about: they must stay in order. */
export interface Happening {
  readonly id: string;
  /** Samples that name it too and are about more, or other, than this: only beside these others, its README says so. */
  readonly apart: readonly string[];
}

/** A list as its API gives it, page by page. */
export interface ShownList {
  /** One of them; `#` in its texts is its number, from 1. */
  readonly record: Readonly<Record<string, unknown>>;
  readonly pages: readonly ListPage[];
}

export interface ListPage {
  /** What is asked for, behind the base URL, with its query. */
  readonly path: string;
  /** What the JSON that is sent along holds at least. */
  readonly body?: unknown;
  /** How many are on it. */
  readonly records: number;
  /** JSON in which "RECORDS" stands for the list of them. */
  readonly answer: unknown;
}

/** Signed by another implementation; `how` says which and by what command. */
export interface KnownAnswer {
  readonly how: string;
  readonly secret: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Unix seconds. */
  readonly now?: number | undefined;
  readonly url?: string | undefined;
  readonly webhookId?: string | undefined;
}

/** Rejects when the provider breaks the promise that the check is named for. */
export type Check = (subject: Subject) => void | Promise<void>;
