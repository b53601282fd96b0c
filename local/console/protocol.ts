/** What the page in the browser and its server say to each other: JSON, times in milliseconds since 1970. */

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
  readonly views: readonly View[];
}

/** Always in the head. */
export interface Numbers {
  readonly queued: number;
  readonly inFlight: number;
  readonly parked: number;
}

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

/** `GET /api/parked`. */
export interface ParkedRow {
  readonly id: string;
  readonly provider: string;
  readonly type: string;
  readonly reason: string;
  /** The reason in words. */
  readonly detail: string;
  readonly advice: string;
  readonly parkedAt: number;
  readonly step: string;
  readonly replays: number;
  /** Bunce's last answer. */
  readonly last?: string | undefined;
}

/** `GET /api/people?q=`; without a list of all (AWS), only whom the search names. */
export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly events: number;
  readonly isErased: boolean;
  readonly find: string;
}

/** A name and a value, to be shown as they are. */
export type Pair = readonly [name: string, value: string];

/** `GET /api/people/<id>`. */
export interface Person extends PersonRow {
  readonly attributes: readonly Pair[];
  readonly told: readonly { readonly at: number; readonly name: string; readonly parameters: readonly Pair[] }[];
  /** Ids under which providers know them. */
  readonly aliases: readonly string[];
  /** What bunce-sync keeps of them. */
  readonly record: readonly Pair[];
}

/** `GET /api/providers`. */
export interface ProviderRow {
  readonly name: string;
  readonly isEnabled: boolean;
  /** `keys`: it signs by published keys. */
  readonly secret: 'sample' | 'own' | 'missing' | 'keys';
  readonly url: string;
  /** To subscribe it to. */
  readonly events: readonly string[];
  readonly lastAt: number | null;
  readonly count: number;
  readonly samples: readonly string[];
  /** What else its secret holds: key → what it is. */
  readonly credentials: Readonly<Record<string, string>>;
}

/** `GET /api/bindings`: what a sample of a provider becomes. */
export interface BindingRow {
  readonly provider: string;
  readonly sample: string;
  readonly type: string;
  /** Our event; empty where the sample tells none. */
  readonly event: string;
  /** The event in Bunce; empty where nothing is bound. */
  readonly becomes: string;
  readonly parameters: readonly Pair[];
  readonly attributes: readonly Pair[];
  /** Why nothing comes of it. */
  readonly why?: string | undefined;
}

export const BREAKS = ['429', '500', '52x', 'slow', 'lost-answer', 'wrong-key', 'already-exists'] as const;
export type BreakKind = (typeof BREAKS)[number];

/** `GET /api/breaks`: how Bunce can be broken, and until when it is. */
export interface Break {
  readonly kind: BreakKind;
  readonly title: string;
  /** What Bunce does meanwhile, and what happens then. */
  readonly what: string;
  readonly until: number | null;
}

/** `GET /api/doctor`. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'error';
  readonly title: string;
  readonly text: string;
}

/** `GET /api/trace?reference=`: one webhook's way by the logs. */
export interface Trace {
  readonly reference: string;
  readonly steps: readonly Step[];
  readonly lines: readonly string[];
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
  numbers: Numbers;
  /** Lists to ask for again. */
  stale: readonly View[];
}
