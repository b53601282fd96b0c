import { fingerprint } from '../webhook/fingerprint.ts';
import { hmacSha256 } from '../webhook/signature.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** A POST to `/`, as the JSON protocols of AWS have it. */
export interface Unsigned {
  readonly service: string;
  readonly region: string;
  /** Lower case; `host` among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly credentials: Credentials;
  readonly now: Date;
}

/** All headers of the request with its signature: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
export function signed({ service, region, headers, body, credentials, now }: Unsigned): Record<string, string> {
  const time = now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const day = time.slice(0, 8);
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const all = { ...headers, 'x-amz-date': time, ...(sessionToken ? { 'x-amz-security-token': sessionToken } : {}) };
  const sorted = Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const names = sorted.map(([name]) => name).join(';');
  const request = ['POST', '/', '', ...sorted.map(([name, value]) => `${name}:${value}`), '', names, fingerprint(body)].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const message = ['AWS4-HMAC-SHA256', time, scope, fingerprint(request)].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(hmacSha256, `AWS4${secretAccessKey}`);
  const signature = hmacSha256(key, message).toString('hex');
  return { ...all, authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}` };
}
