import type { Failure } from './explained.ts';

export interface Refusal {
  /** As `judge` has it; `unreadable`: done, but answered in a form that Bunce's documentation does not have. */
  readonly kind: Failure['kind'] | 'unreadable';
  /** Of HTTP; null where no answer came. */
  readonly status: number | null;
  /** Bunce's own words, without e-mails and long numbers. */
  readonly said: string;
  /** Field → what Bunce has against it, where it says so. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Seconds that Bunce wants to be left alone; null where it does not say. */
  readonly retryAfter: number | null;
  /** It holds this already; its status is not documented, so its words count. */
  readonly exists: boolean;
  /** Bunce may have done it all the same: an answer was lost on the way. */
  readonly doubt: boolean;
}

/** Bunce did not do as asked; the message says why and what helps, without personal data. */
export class BunceError extends Error implements Refusal {
  override readonly name = 'BunceError';
  readonly kind: Refusal['kind'];
  readonly status: number | null;
  readonly said: string;
  readonly fields: Refusal['fields'];
  readonly retryAfter: number | null;
  readonly exists: boolean;
  readonly doubt: boolean;

  constructor(message: string, refusal: Refusal) {
    super(message);
    this.kind = refusal.kind;
    this.status = refusal.status;
    this.said = refusal.said;
    this.fields = refusal.fields;
    this.retryAfter = refusal.retryAfter;
    this.exists = refusal.exists;
    this.doubt = refusal.doubt;
  }
}

/** An answer that cannot be read. */
export const unreadable = (what: string): BunceError =>
  new BunceError(`${what} that Bunce gives has another form than its documentation says`, {
    kind: 'unreadable',
    status: null,
    said: '',
    fields: {},
    retryAfter: null,
    exists: false,
    doubt: false,
  });
