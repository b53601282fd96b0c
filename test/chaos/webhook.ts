/** Whom a run is about, as the harness knows them and nobody else: one account, or whoever owns one address or one payer's id. */
export interface Human {
  readonly name: string;
  readonly account: boolean;
  /** Bunce ids that are theirs. */
  readonly ids: readonly string[];
  /** What Bunce may hold as their e-mail in the end. */
  readonly emails: readonly string[];
  /** Bunce may refuse them, for somebody else has the address: then they are parked. */
  readonly refusable?: boolean;
  /** Whose customer may become theirs. */
  readonly heirOf?: string;
  /** The account that came to this guest's address: they are one person from then on. */
  readonly takenBy?: string;
}

/** One thing that a webhook tells of one human. */
export interface Telling {
  readonly key: string;
  readonly step: 'trigger' | 'profile' | 'attributes' | 'device';
  /** Of whom: any one of these. */
  readonly of: readonly string[];
  /** When it happened, as far as it decides what is newer; unix seconds. */
  readonly at: number;
  /** What a later one of the same human replaces. */
  readonly subject: string;
  /** May be settled without a call: the person is erased. */
  readonly silent?: boolean;
  /** May be parked: where it comes before the one that makes its person known, Bunce has the address at somebody else's customer. */
  readonly refusable?: boolean;
  /** The person was erased before: nobody may be told. */
  readonly never?: boolean;
}

/** One webhook as a story makes it. */
export interface Made {
  readonly provider: 'clerk' | 'paystack' | 'stripe' | 'shopify' | 'segment';
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly tells: readonly Telling[];
  /** What keeps its order, however the product groups it. */
  readonly happening?: string;
  /** Names an id alone and may have to wait for the event that says whose. */
  readonly idOnly?: boolean;
  /** Sent when the one before in its story has been taken, and never before it. */
  readonly after?: boolean;
  /** Never deliverable, and why. */
  readonly poison?: 'stranger' | 'unreadable';
  /** Bunce is troubled by it again and again. */
  readonly stubborn?: boolean;
}

/** One webhook, made by the seed alone. */
export interface Webhook extends Made {
  readonly index: number;
  readonly token: string;
  readonly story: number;
  /** How often and when the provider sends it. */
  readonly copies: 'one' | 'at-once' | 'same-batch' | 'late' | 'two-groups';
  /** Of those before in its story. */
  readonly waitsFor?: string;
}

/** Makes a webhook, when it is known which one it is: `before` are those of its story. */
export type Scene = (index: number, before: readonly Webhook[]) => Made;

/** What happens to some people. All of a chapter is settled before the next begins. */
export interface Story {
  readonly cast: readonly Human[];
  readonly chapters: readonly (readonly Scene[])[];
}

/** All that a run sends, chapter by chapter, and who is in it. */
export interface Script {
  readonly cast: ReadonlyMap<string, Human>;
  readonly chapters: readonly (readonly Webhook[])[];
}
