import { buildApp } from 'fauxqs';

// What `startFauxqs` keeps its queues by, but that listens to the whole network; the package does not export it.
import { PersistenceManager } from '../node_modules/fauxqs/dist/persistence.js';
import { S3Store } from '../node_modules/fauxqs/dist/s3/s3Store.js';
import { SnsStore } from '../node_modules/fauxqs/dist/sns/snsStore.js';
import { SqsStore } from '../node_modules/fauxqs/dist/sqs/sqsStore.js';

export interface EmbeddedQueues {
  /** Resolves to the origin. */
  listen(at: { readonly host: string; readonly port: number }): Promise<string>;
  close(): Promise<unknown>;
}

/** SQS in memory, or written through to a folder, with our patch: the build puts it into this one file, for what is installed cannot be patched. */
export function embeddedQueues(region: string, keptIn?: string): EmbeddedQueues {
  const base = { logger: false, defaultRegion: region };
  if (keptIn === undefined) return buildApp(base);
  const persistence = new PersistenceManager(keptIn);
  const [sqsStore, snsStore, s3Store] = [new SqsStore(), new SnsStore(), new S3Store()];
  persistence.loadSqsAndSns(sqsStore, snsStore);
  sqsStore.persistence = persistence;
  for (const queue of sqsStore.allQueues()) queue.persistence = persistence;
  const app = buildApp({ ...base, stores: { sqsStore, snsStore, s3Store } });
  app.addHook('preClose', () => persistence.close());
  return app;
}
