import { namesOf } from '../../infra/names.ts';
import type { ProviderRow } from '../../local/console/lists.ts';
import type { Done } from '../../local/console/protocol.ts';
import { credentialsIn } from '../../local/console/providers.ts';
import { type Providers, Refused } from '../../local/console/source.ts';
import type { Provider } from '../../shared/webhook/provider.ts';
import { urlWith } from '../../shared/webhook/in-url.ts';
import { secretsClient } from '../aws.ts';
import { NotPermitted } from '../doctor/ask.ts';
import { type Counts, countsOf, hoursOf } from '../doctor/counts.ts';
import { readSecret } from '../doctor/secret.ts';
import { type Given, putSecret } from './put-secret.ts';
import { kept } from './kept.ts';
import type { AwsPlace } from './place.ts';

/** Milliseconds for which CloudWatch, which is paid by the metric, is not asked again. */
const COUNTED = 60_000;

/** The providers of a stack: seen and counted by the hour, over 14 days. */
export function awsProviders(place: AwsPlace): Providers {
  const counts = kept(COUNTED, async () => countsOf(place.stack));
  return {
    list: async () => {
      const counted = await counts();
      return Promise.all(place.enabled.map(async (provider) => rowOf(provider, { place, counts: counted })));
    },
    setSecret: async (name, given) => setSecret(place, { name, ...given }),
  };
}

interface Counted {
  readonly place: AwsPlace;
  readonly counts: Counts;
}

async function rowOf(provider: Provider, { place: { outputs }, counts }: Counted): Promise<ProviderRow> {
  const { name, signature, events } = provider;
  const hours = hoursOf(name, counts.trusted);
  const names = namesOf(name).outputs;
  return {
    name,
    isEnabled: true,
    secret: signature.keysAt === undefined ? await stateOf(outputs[names.secret], hours.length > 0) : 'keys',
    url: urlWith(outputs[names.url] ?? '', { inUrl: signature.inUrl, secret: 'SECRET' }),
    events: Object.keys(events),
    lastAt: hours.at(-1)?.from ?? null,
    count: hours.reduce((sum, { count }) => sum + count, 0),
    samples: [],
    credentials: credentialsIn(provider),
  };
}

/** For who may not read it, it is there once it has verified something. */
async function stateOf(secretId: string | undefined, hasVerified: boolean): Promise<ProviderRow['secret']> {
  if (secretId === undefined) return 'missing';
  const held = readSecret(secretId).then(({ secrets }) => secrets.length > 0);
  const isSet = await held.catch((error: unknown) => {
    if (error instanceof TypeError) return false;
    if (error instanceof NotPermitted) return hasVerified;
    throw error;
  });
  return isSet ? 'own' : 'missing';
}

type Setting = Given & { readonly name: string };

async function setSecret({ enabled, outputs, stack }: AwsPlace, { name, ...given }: Setting): Promise<Done> {
  const provider = enabled.find((each) => each.name === name);
  const id = outputs[namesOf(name).outputs.secret];
  if (!provider || id === undefined) throw new Refused(`the stack ${stack} has no secret for ${name}: enable it in the config and deploy`);
  const { before, after, weak } = await putSecret(given, { provider, client: secretsClient(), id });
  const isOther = before.secrets.some((each) => !after.secrets.includes(each));
  return {
    text: [
      `${name}: the secret is set; the functions know within 5 minutes`,
      ...(isOther ? ['what the old one signed is refused from then on'] : []),
      ...(weak === undefined ? [] : [weak]),
    ].join('\n'),
  };
}
