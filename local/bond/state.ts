import type { Answer } from '../bunce/answer.ts';
import type { ActiveFault } from '../bunce/faults.ts';
import type { Customer } from './customer.ts';
import type { Switches } from './switches.ts';

export interface BondPorts {
  now(): Date;
  newId(): string;
  /** 0 to 1, for faults with a rate. */
  random(): number;
}

export interface Keys {
  readonly identity: string;
  readonly authorization: string;
}

/** What happened to whom; the time is added on the way out. */
export interface Notice {
  readonly event: string;
  readonly [subject: string]: unknown;
}

/** One webhook on its way to one subscriber. */
export interface Delivery {
  readonly to: string;
  readonly event: string;
  readonly body: string;
  /** What each try was answered; 0 is no answer. */
  readonly statuses: number[];
  state: 'trying' | 'delivered' | 'given up';
}

/** Who is told of what. */
export interface Subscription {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly description: string;
  readonly version: string;
  readonly status: 'STATUS_ENABLED' | 'STATUS_DISABLED';
  readonly secret: string;
  readonly created_time: string;
  readonly updated_time: string;
}

/** One call and what came of it. `status` 0 is a connection cut without an answer. */
export interface LogEntry {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

/** The whole state of the simulator; the server and its control routes share it. */
export interface Bond {
  readonly ports: BondPorts;
  readonly keys: Keys;
  readonly brand: string;
  readonly switches: Switches;
  readonly customers: Map<string, Customer>;
  readonly subscriptions: Map<string, Subscription>;
  /** First answers by Idempotency-Key. */
  readonly answered: Map<string, { readonly at: number; readonly answer: Answer }>;
  readonly faults: ActiveFault[];
  readonly deliveries: Delivery[];
  readonly log: LogEntry[];
  announce(notice: Notice): void;
}

/** A request as it came in; `body` undefined is one that is no JSON. */
export interface Asked {
  readonly method: string;
  /** Without `/api/v0.1`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}
