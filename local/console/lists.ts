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
