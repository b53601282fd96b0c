/** What became of one invocation. Only `error` means that the process lives on. */
export type Invocation =
  | { readonly ok: true; readonly payload: unknown }
  | {
      readonly ok: false;
      readonly reason: 'error' | 'crash' | 'timeout' | 'too-large' | 'throttled' | 'stopped';
      readonly message: string;
    };
