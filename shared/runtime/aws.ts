import * as z from 'zod/mini';

import { type Connections, connections, type Replied, RequestFailed } from './exchange.ts';
import { type Credentials, signed } from './sigv4.ts';

/** One service of AWS at one address, called without its SDK, which would be three quarters of a receiver and of its cold start. */
export interface Service {
  readonly name: 'sqs' | 'secretsmanager';
  readonly origin: string;
  readonly region: string;
  readonly credentials: Credentials;
  readonly now: () => Date;
}

/** Calls an action with its input and resolves to its output. Throws an AwsRefused, or a RequestFailed when there was no answer. */
export type CallAws = (action: string, input: object) => Promise<unknown>;

/** AWS answered, and it was no. */
export class AwsRefused extends Error {
  override readonly name = 'AwsRefused';
}

const PROTOCOLS = {
  sqs: { type: 'application/x-amz-json-1.0', prefix: 'AmazonSQS' },
  secretsmanager: { type: 'application/x-amz-json-1.1', prefix: 'secretsmanager' },
} as const;

/** Milliseconds. */
const DEADLINE = 3000;
const IDLE = 4000;

/** What is called here may be called twice: a secret is read, and SQS knows a FIFO message by its de-duplication id. */
export function caller(service: Service): CallAws {
  const open = connections(service.origin, IDLE);
  return async (action, input) => {
    const first = await attempt(open, { service, action, input }).catch(unlessLost);
    const reply = first && first.status < 500 ? first : await attempt(open, { service, action, input });
    if (reply.status !== 200) throw new AwsRefused(`${action}: ${reasonIn(reply)}`);
    const output: unknown = JSON.parse(reply.text);
    return output;
  };
}

function unlessLost(error: unknown): undefined {
  if (!(error instanceof RequestFailed)) throw error;
}

interface Attempt {
  readonly service: Service;
  readonly action: string;
  readonly input: object;
}

async function attempt(open: Connections, { service, action, input }: Attempt): Promise<Replied> {
  const { name, origin, region, credentials, now } = service;
  const { type, prefix } = PROTOCOLS[name];
  const body = JSON.stringify(input);
  const headers = { host: new URL(origin).host, 'content-type': type, 'x-amz-target': `${prefix}.${action}` };
  const content = Buffer.from(body);
  const proof = signed({ service: name, region, headers, body, credentials, now: now() });
  return open.exchange({
    method: 'POST',
    path: '/',
    headers: { ...proof, 'content-length': String(content.length) },
    content,
    deadline: DEADLINE,
  });
}

const Refusal = z.object({ __type: z.optional(z.string()), message: z.optional(z.string()), Message: z.optional(z.string()) });

function reasonIn({ status, text }: Replied): string {
  try {
    const { __type: type = '', message, Message } = Refusal.parse(JSON.parse(text));
    return `${status} ${type.replace(/^.*#/, '')} ${message ?? Message ?? ''}`.trim();
  } catch {
    return String(status);
  }
}
