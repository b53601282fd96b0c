/** One request to Bunce. */
export interface Call {
  /** For logs and metrics, and said in what is parked. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base URL, ids encoded. */
  readonly path: string;
  readonly body?: unknown;
  /** Bunce acts again on every repetition: never re-sent without asking the ledger. */
  readonly once?: true;
}
