import type { Server, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';

import { CREDENTIALS, REGION } from './lambda/environment.ts';
import { listen } from './loopback.ts';
import { rewriteTables } from './rewrite-tables.ts';

export interface TableServer {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  close(): Promise<void>;
}

/**
 * The embedded DynamoDB on loopback, in memory unless it is kept in a folder; or the server at `endpoint`. Neither expires items by TTL.
 * The folder holds nothing that was overwritten or deleted, neither when it begins nor when it has ended.
 */
export async function startTableServer(endpoint?: string, keptIn?: string): Promise<TableServer> {
  if (keptIn !== undefined) await rewriteTables(keptIn);
  const server = endpoint ? undefined : dynalite({ createTableMs: 0, ...(keptIn !== undefined && { path: keptIn }) });
  const url = endpoint ?? (server ? await listen(server) : '');
  const settled = server && answering(server);
  const client = new DynamoDBClient({ endpoint: url, region: REGION, credentials: CREDENTIALS });
  return {
    endpoint: url,
    client,
    async close() {
      client.destroy();
      await settled?.();
      server?.closeAllConnections();
      await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
      if (keptIn !== undefined) await rewriteTables(keptIn);
    },
  };
}

/** Milliseconds, at most, that its end waits. */
const PATIENCE = 2000;

/** Resolves when it is at no request any more, also at none whose caller has gone: it would write to what is closed, and end the process. */
function answering(server: Server): () => Promise<void> {
  const open = new Set<ServerResponse>();
  server.on('request', (_, response) => {
    open.add(response);
    response.once('close', () => response.writableEnded && open.delete(response));
  });
  return async () => {
    const until = Date.now() + PATIENCE;
    while ([...open].some(({ writableEnded }) => !writableEnded) && Date.now() < until) await pause(10);
  };
}

/** Creates the table, unless an outside server has it already; it takes requests when this ends. */
export async function createTable({ client }: TableServer, table: CreateTableCommandInput): Promise<void> {
  try {
    await client.send(new CreateTableCommand(table));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ResourceInUseException') throw error;
  }
  await waitUntilTableExists({ client, minDelay: 0.05, maxDelay: 1, maxWaitTime: 60 }, { TableName: table.TableName });
}
