declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface DynaliteOptions {
    /** Milliseconds a table stays in CREATING. */
    readonly createTableMs?: number;
    readonly path?: string;
  }
  /** In memory unless given a path. */
  export default function dynalite(options?: DynaliteOptions): Server;
}
