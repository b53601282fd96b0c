import type { BreakKind } from './lists.ts';
import type { Row } from './webhook.ts';

/** How many webhooks are kept, by the server and by the page, and how many people are shown without a search. */
export const MOST = { webhooks: 5000, people: 200 } as const;

/** A page of the console; where it looks decides which there are. */
export type View = 'webhooks' | 'parked' | 'people' | 'providers' | 'bindings' | 'break' | 'trace' | 'doctor';

/** `GET /api/about`: where the console looks. */
export interface About {
  readonly place: 'local' | 'aws';
  /** For the head of the page: `local run`, or the stack's name. */
  readonly name: string;
  readonly stage: string;
  /** Real people are concerned. */
  readonly isProduction: boolean;
  readonly mayWrite: boolean;
  /** What the command line is called with here. */
  readonly cli: string;
  readonly views: readonly View[];
}

/** Always in the head. */
export interface Numbers {
  readonly queued: number;
  readonly inFlight: number;
  readonly parked: number;
}

/** What a change has done, in words for the person who asked for it. */
export interface Done {
  readonly text: string;
}

/** What is refused answers with this, and a status of 4xx. */
export interface Refusal {
  readonly error: string;
}

/** Bodies of `POST`: each needs the page's token as `x-console-token`. */
export interface Posts {
  '/api/webhooks/<id>/resend': Record<string, never>;
  /** Signed again, with the local secret. */
  '/api/send': { readonly provider: string; readonly body: string; readonly headers: Readonly<Record<string, string>> };
  '/api/webhooks/<id>/sample': { readonly name: string };
  /** Either of both, or all; `isLate`: also what is older than its event's maxAge. */
  '/api/parked/replay': { readonly id?: string | undefined; readonly reason?: string | undefined; readonly isLate?: boolean | undefined };
  '/api/parked/drop': { readonly id?: string | undefined; readonly reason?: string | undefined };
  '/api/providers/<name>/secret': { readonly secret: string; readonly credentials?: Readonly<Record<string, string>> | undefined };
  /** 0 seconds mends it. */
  '/api/breaks': { readonly kind: BreakKind; readonly seconds: number };
}

/** `GET /api/stream`, server-sent events: the name of the event, and its data. */
export interface Streamed {
  /** New ones, and those that have changed. */
  rows: readonly Row[];
  /** Or why they are not known. */
  numbers: Numbers | Refusal;
  /** Lists to ask for again. */
  stale: readonly View[];
}
