import { providersOf } from '../../functions/webhooks/senders.ts';
import type { Project } from '../../shared/config/project.ts';
import { urlWith } from '../../shared/webhook/in-url.ts';
import type { Provider } from '../../shared/webhook/provider.ts';
import { post, signedBy } from '../signed.ts';
import { localSecret } from '../local-secret.ts';
import type { Done, Posts } from './protocol.ts';
import type { Seen } from './seen.ts';
import { Refused } from './source.ts';
import { bytesOf, sentOf } from './webhook-of.ts';

export interface Sending {
  readonly project: Project;
  readonly gateway: string;
}

/** The very same once more: a signature that holds its time is too old after some minutes. */
export async function resend(seen: Seen, gateway: string): Promise<Done> {
  const { path, headers, ...sent } = sentOf(seen);
  return doneBy(post(`${gateway}${path}`, { headers, body: bytesOf(sent) }), OLD_SIGNATURE);
}

const OLD_SIGNATURE = '. It was sent as it came, and a signature may hold for some minutes only: "Edit and send" signs it again';

/** Signed as its provider would, with the local secret. */
export async function signAndSend({ provider: name, body, headers }: Posts['/api/send'], { project, gateway }: Sending): Promise<Done> {
  const provider = providerNamed(name, project);
  const url = `${gateway}/webhooks/${name}`;
  const secret = localSecret(provider);
  const id = `msg_${crypto.randomUUID().replaceAll('-', '').slice(0, 24)}`;
  const webhook = signedBy(provider, { project, webhook: { body: Buffer.from(body), headers }, secret, url, id });
  return doneBy(post(urlWith(url, { inUrl: provider.signature.inUrl, secret }), webhook));
}

/** Throws a Refused. */
export function providerNamed(name: string, project: Project): Provider {
  const all = providersOf(project);
  const provider = Object.hasOwn(all, name) ? all[name] : undefined;
  if (!provider) throw new Refused(`there is no provider ${name}`);
  return provider;
}

/** Throws a Refused where it is not taken; `unsigned` says what may help where it is not believed. */
async function doneBy(posting: Promise<Response>, unsigned = ''): Promise<Done> {
  const response = await posting;
  const text = `${response.status} ${await response.text()}`;
  if (!response.ok) throw new Refused(`It was not taken: ${text}${response.status === 401 ? unsigned : ''}`);
  return { text };
}
