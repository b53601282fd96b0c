/** How far a webhook has come; `seen`: it was delivered before. */
export type Outcome = 'working' | 'waiting' | 'delivered' | 'seen' | 'nothing' | 'ignored' | 'parked' | 'refused' | 'failed';

/** `GET /api/webhooks`: newest first. */
export interface Row {
  readonly id: string;
  readonly at: number;
  readonly provider: string;
  /** The provider's own word; empty where nobody could read it. */
  readonly type: string;
  /** `<provider>/<the provider's event id>`, or empty. */
  readonly reference: string;
  readonly outcome: Outcome;
  /** The outcome in words. */
  readonly text: string;
  readonly status: number;
  /** From its arrival to its end so far. */
  readonly took: number;
  /** Lower-cased: all that it can be found by. */
  readonly find: string;
}

export type StepName = 'verify' | 'map' | 'queued' | 'planned' | 'call' | 'settled';

/** One stop on a webhook's way, in order. */
export interface Step {
  readonly name: StepName;
  readonly state: 'done' | 'failed' | 'pending';
  /** Milliseconds after its arrival; undefined where nobody tells. */
  readonly after?: number | undefined;
  readonly text: string;
  /** Of the list of calls. */
  readonly call?: number | undefined;
}

/** A request to Bunce and what came back; status 0 is none. */
export interface BunceCall {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
  readonly effect?: string | undefined;
}

/** As it came. */
export interface Sent {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly encoding: 'utf8' | 'base64';
}

/** `GET /api/webhooks/<id>`. */
export interface Webhook extends Row {
  readonly sent: Sent;
  readonly answer: string;
  readonly steps: readonly Step[];
  readonly commands: readonly unknown[];
  readonly calls: readonly BunceCall[];
  /** What the functions logged, as they wrote it. */
  readonly lines: readonly string[];
  /** A command for the terminal that sends the same again. */
  readonly curl: string;
  /** Whom it was about: an id of `GET /api/people`. */
  readonly person?: string | undefined;
}

/** `GET /api/trace?reference=`: one webhook's way by the logs. */
export interface Trace {
  readonly reference: string;
  readonly steps: readonly Step[];
  readonly lines: readonly string[];
}
