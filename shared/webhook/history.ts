/** What the provider's API tells later of what its webhooks told: what `reconcile` asks. Only where events have an occasion. */
export interface History {
  /** The base URL of the API, with its version; without it the config's `baseUrl` must name one. */
  readonly api?: string;
  /** What it needs from the provider's secret beside `secrets`: setting → what it is. */
  readonly credentials: Readonly<Record<string, string>>;
  /** What happened since, a record each, as the API lists it; more is no harm. */
  list(request: HistoryRequest): AsyncIterable<unknown>;
  /** The very webhooks that told of a record, or would have; none of what no webhook tells. Pure. */
  webhooks(record: unknown): readonly PastWebhook[];
}

/** What is signed, stamped or numbered by the delivery cannot be had again, and is not needed. */
export interface PastWebhook {
  readonly body: unknown;
  /** Lower case: those that `identify` reads. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HistoryRequest {
  readonly since: Date;
  /** The signing secrets, newest first: of some providers they are the API's key. */
  readonly secrets: readonly string[];
  readonly credentials: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** One GET below the API's base URL, tried again while the API is busy: JSON, long ids as text. Throws on any answer but 200. */
  get(call: HistoryCall): Promise<unknown>;
}

export interface HistoryCall {
  /** With its query; begins with `/`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Seconds since 1970, as most APIs want them. */
export const unixSeconds = (date: Date): number => Math.floor(date.getTime() / 1000);
