import { buildApp } from 'fauxqs';

export interface EmbeddedQueues {
  /** Resolves to the origin. */
  listen(at: { readonly host: string; readonly port: number }): Promise<string>;
  close(): Promise<unknown>;
}

/** SQS in memory, with our patch: the build puts it into this one file, for what is installed cannot be patched. */
export const embeddedQueues = (region: string): EmbeddedQueues => buildApp({ logger: false, defaultRegion: region });
