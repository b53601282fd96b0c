import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';

import * as z from 'zod/mini';

import { ACCOUNT, REGION } from './lambda/environment.ts';
import { close, listen } from './loopback.ts';

export interface SecretStore {
  readonly endpoint: string;
  /** Tells of each write from then on, before it is answered. */
  watch(listener: (name: string) => void): void;
  close(): Promise<void>;
}

export const secretArn = (name: string): string => `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}-local1`;

const Call = z.object({ SecretId: z.string(), SecretString: z.optional(z.string()) });

/** As much of Secrets Manager as the functions and the CLI use. `values` (name → text) is live: a write changes it. */
export async function startSecretStore(values: Map<string, string>, now = (): Date => new Date()): Promise<SecretStore> {
  const listeners: ((name: string) => void)[] = [];
  const onWrite = (name: string): void => listeners.forEach((listener) => listener(name));
  const held: Held = { values, setAt: new Map([...values.keys()].map((name) => [name, now()])), now, onWrite };
  const server = createServer((request, response) => {
    void answer(held, request)
      .catch((error: unknown) => problem('InternalServiceError', String(error)))
      .then(({ status, body }) => response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body)));
  });
  const endpoint = await listen(server);
  return { endpoint, watch: (listener) => void listeners.push(listener), close: async () => close(server) };
}

interface Held {
  readonly values: Map<string, string>;
  readonly setAt: Map<string, Date>;
  readonly now: () => Date;
  readonly onWrite: (name: string) => void;
}

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

async function answer({ values, setAt, now, onWrite }: Held, request: IncomingMessage): Promise<Answer> {
  const action = String(request.headers['x-amz-target']);
  const { SecretId, SecretString } = Call.parse(await json(request));
  const name = [...values.keys()].find((each) => each === SecretId || secretArn(each) === SecretId);
  if (name === undefined) return problem('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  const about = { ARN: secretArn(name), Name: name, VersionId: 'local', VersionStages: ['AWSCURRENT'] };
  switch (action) {
    case 'secretsmanager.GetSecretValue':
      return { status: 200, body: { ...about, SecretString: values.get(name), CreatedDate: (setAt.get(name) ?? now()).getTime() / 1000 } };
    case 'secretsmanager.PutSecretValue':
      values.set(name, SecretString ?? '');
      setAt.set(name, now());
      onWrite(name);
      return { status: 200, body: about };
    case 'secretsmanager.DescribeSecret':
      return { status: 200, body: { ARN: about.ARN, Name: name, VersionIdsToStages: { local: ['AWSCURRENT'] } } };
    default:
      return problem('InvalidAction', `the local Secrets Manager does not know ${action}`);
  }
}

const problem = (type: string, message: string): Answer => ({
  status: type === 'InternalServiceError' ? 500 : 400,
  body: { __type: type, message },
});
