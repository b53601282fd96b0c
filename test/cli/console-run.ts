import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { onTestFinished } from 'vitest';

import { close, listen } from '../../local/loopback.ts';
import { createTable, startTableServer } from '../../local/tables.ts';
import { table } from '../../shared/runtime/table.ts';
import { holderOf } from '../../functions/consumer/people/person.ts';
import { peopleIn } from '../../functions/consumer/state/people.ts';
import { stageOf } from '../../shared/config/config.ts';
import config from '../../bunce-sync.config.ts';
import { awsAccount, filled } from './aws.ts';
import { emptyFolder } from './empty-folder.ts';
import { startLogs } from './logs.ts';

const MAIN = join(import.meta.dirname, '../../cli/main.ts');
const CONFIG = join(import.meta.dirname, '../../bunce-sync.config.ts');

export const CALLER = 'arn:aws:sts::123456789012:assumed-role/Operator/ada';

/** A stack in an account of AWS with all that the console asks. */
export async function stackInAws({
  values = filled(),
  ...logs
}: Partial<Parameters<typeof startLogs>[0]> & { values?: Map<string, string> } = {}) {
  const tables = await startTableServer();
  onTestFinished(tables.close);
  await createTable(tables, {
    TableName: 'state',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  const account = await awsAccount({ values, outputs: { TableName: 'state' } });
  const { endpoint: logsEndpoint, queries } = await startLogs({ lines: [], saved: {}, ...logs });
  const environment = {
    ...account.environment,
    AWS_ENDPOINT_URL_DYNAMODB: tables.endpoint,
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: logsEndpoint,
    AWS_ENDPOINT_URL_STS: await startWho(),
  };
  const people = peopleIn(table({ client: tables.client, name: 'state', sleep: async () => {} }), {
    token: crypto.randomUUID(),
    until: () => Date.now() + 60_000,
    holder: holderOf(stageOf(config, 'default')),
    now: Date.now,
  });
  return { ...account, environment, people, queries };
}

async function startWho(): Promise<string> {
  const result = `<GetCallerIdentityResult><Arn>${CALLER}</Arn><UserId>U</UserId><Account>123456789012</Account></GetCallerIdentityResult>`;
  const server = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/xml' }).end(`<GetCallerIdentityResponse>${result}</GetCallerIdentityResponse>`),
  );
  onTestFinished(async () => close(server));
  return listen(server);
}

/** `bunce-sync console` of that stack, as an operator runs it. */
export async function startConsole(environment: Readonly<Record<string, string>>, ...words: readonly string[]) {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'bunce-sync.config.ts'), `export { default } from ${JSON.stringify(CONFIG)};\n`);
  const child = spawn(process.execPath, [MAIN, '--project', folder, 'console', '--json', ...words], {
    env: { ...process.env, NODE_NO_WARNINGS: '1', ...environment },
  });
  onTestFinished(async () => {
    if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.pipe(process.stderr);
  await once(child.stdout, 'data');
  const { url } = JSON.parse(said) as { readonly url: string };
  const { origin, hash } = new URL(url);
  const token = hash.replace('#token=', '');
  const audit = join(folder, '.bunce-sync/audit.jsonl');
  return {
    url,
    origin,
    folder,
    audit,
    said: () => said,
    audited: (): readonly unknown[] => (existsSync(audit) ? linesOf(readFileSync(audit, 'utf8')) : []),
    async ask(path: string, body?: object) {
      const post = body && { method: 'POST', body: JSON.stringify(body) };
      const answer = await fetch(`${origin}/api/${path}`, { ...post, headers: { 'x-console-token': token } });
      const said: unknown = await answer.json();
      return { status: answer.status, answer: said };
    },
    async stop(signal: NodeJS.Signals) {
      child.kill(signal);
      await once(child, 'exit');
      return child.exitCode;
    },
  };
}

const linesOf = (content: string): readonly unknown[] =>
  content
    .split('\n')
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line));

/** As a browser asks, whatever host and headers it was made to send. */
export async function askedAs(url: string, headers: Readonly<Record<string, string>>): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
    });
    asked.on('error', reject).end();
  });
}
