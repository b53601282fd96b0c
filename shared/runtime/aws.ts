import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import * as z from 'zod/mini';

import { http, type HttpAnswer } from './http.ts';
import { FIRST_TRY } from './deadlines.ts';

/** One service of AWS at one address. Its SDK client would be most of a receiver and of its cold start; the SDK's own signer is not. */
export interface Service {
  readonly name: 'sqs' | 'secretsmanager';
  readonly origin: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };
  /** Milliseconds for a call, the second try included. */
  readonly deadline: number;
  /** Milliseconds for the first try, of these. */
  readonly firstTry?: number;
}

/** Calls an action with its input and resolves to its output. Throws when AWS says no or nothing. */
export type CallAws = (action: string, input: object) => Promise<unknown>;

/** AWS answered, and it was no. */
class AwsRefused extends Error {
  override readonly name = 'AwsRefused';
}

const PROTOCOLS = {
  sqs: { type: 'application/x-amz-json-1.0', prefix: 'AmazonSQS' },
  secretsmanager: { type: 'application/x-amz-json-1.1', prefix: 'secretsmanager' },
} as const;

interface Asking {
  readonly action: string;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** What is called here may be called twice: a secret is read, and SQS knows a FIFO message by its de-duplication id. */
export function caller({ name, origin, region, credentials, deadline, firstTry = FIRST_TRY }: Service): CallAws {
  const signer = new SignatureV4({ service: name, region, credentials, sha256: Sha256 });
  const { protocol, hostname, host } = new URL(origin);
  const { type, prefix } = PROTOCOLS[name];
  const once = async ({ action, body, signal }: Asking): Promise<HttpAnswer> => {
    const headers = { host, 'content-type': type, 'x-amz-target': `${prefix}.${action}` };
    const signed = await signer.sign({ method: 'POST', protocol, hostname, path: '/', headers, body });
    return http({ url: origin, method: 'POST', headers: signed.headers, body, signal });
  };
  return async (action, input) => {
    const asking = { action, body: JSON.stringify(input), signal: AbortSignal.timeout(deadline) };
    const first = await once({ ...asking, signal: AbortSignal.timeout(firstTry) }).catch(() => undefined);
    const answer = first && first.status < 500 ? first : await once(asking);
    if (answer.status !== 200) throw new AwsRefused(`${action}: ${reasonIn(answer)}`);
    return answer.body;
  };
}

const Refusal = z.object({ __type: z.optional(z.string()), message: z.optional(z.string()), Message: z.optional(z.string()) });

function reasonIn({ status, body }: HttpAnswer): string {
  const { __type: type = '', message, Message = '' } = Refusal.safeParse(body).data ?? {};
  return `${status} ${type.replace(/^.*#/, '')} ${message ?? Message}`.trim();
}
