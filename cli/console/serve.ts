import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';

import { pageOf } from '../../local/console/bundle.ts';
import { consoleListener } from '../../local/console/server.ts';
import { shellOf } from '../../local/console/shell.ts';
import { close, listen, PortInUse } from '../../local/loopback.ts';
import { whenOrphaned } from '../../local/parent.ts';
import { print } from '../arguments.ts';
import { Failure } from '../failure.ts';
import type { StackOptions } from '../stack-options.ts';
import { openStack } from '../stack.ts';
import { type Audit, openAudit } from './audit.ts';
import { awsSource } from './aws-source.ts';
import { callerArn } from './caller.ts';
import { changesIn } from './changes.ts';
import { type AwsPlace, placeOf } from './place.ts';

export interface ServeOptions extends StackOptions {
  readonly write?: boolean;
  readonly port: number;
  readonly json?: boolean;
}

/** Serves the console of a stack on loopback until a signal, or until whoever started this process has gone. */
export async function serve(options: ServeOptions): Promise<void> {
  const place = await placeOf(options);
  const audit = options.write ? await auditOf(place) : undefined;
  const { stack, close: closeStack } = openStack(options, { where: `stack ${place.stack}`, outputs: place.outputs, clientOf: () => ({}) });
  const token = randomBytes(24).toString('base64url');
  const page = { ...(await pageOf()), html: shellOf({ token: '', title: `bunce-sync · ${place.stack}` }) };
  const changes = audit && changesIn(audit);
  const source = awsSource({ place, stack, changes });
  const server = createServer(consoleListener({ source, page, token, everyRequest: true }));
  const ended = end();
  try {
    const url = `${await listening(server, options.port)}/#token=${token}`;
    print(options.json, { data: { url, stack: place.stack, write: audit !== undefined }, text: welcome(url, { place, audit }) });
    await ended;
  } finally {
    await changes?.end();
    await close(server);
    closeStack();
    audit?.close();
  }
}

async function listening(server: Server, port: number): Promise<string> {
  return listen(server, { port, variable: '--port' }).catch((error: unknown) => {
    throw error instanceof PortInUse ? new Failure(error.message) : error;
  });
}

async function auditOf({ options, stack, settings: { stage } }: AwsPlace): Promise<Audit> {
  const caller = await callerArn();
  return openAudit({ project: options.project(), stack, stage, caller, tell: (line) => void process.stdout.write(`${line}\n`) });
}

/** Milliseconds after which an end that hangs is cut short. */
const END_LIMIT = 30_000;

/** A signal more changes nothing: npx passes on what the terminal has sent already. */
async function end(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    whenOrphaned(resolve);
  });
  setTimeout(() => process.exit(1), END_LIMIT).unref();
}

interface Welcome {
  readonly place: AwsPlace;
  readonly audit: Audit | undefined;
}

const welcome = (url: string, { place: { stack, isProduction }, audit }: Welcome): string =>
  [
    `stack ${stack}${isProduction ? ' (production)' : ''}, ${audit ? 'changes are made and noted' : 'to be read only; --write lets it change things'}`,
    url,
    'whoever has this address sees what you may see; Ctrl-C ends it',
  ].join('\n');
