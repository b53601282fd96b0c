import type { Settled } from '../../shared/config/config.ts';
import { settledAfter } from '../../shared/config/reconcile-settings.ts';
import { ownSettings, selectionOf } from '../../shared/config/selection-of.ts';
import type { QueueAddress } from '../../shared/queue/sender.ts';
import { command } from '../../shared/runtime/command.ts';
import type { SecretContent } from '../../shared/runtime/secrets.ts';
import { lookupOf } from '../../shared/webhook/find.ts';
import type { History } from '../../shared/webhook/history.ts';
import type { Provider } from '../../shared/webhook/provider.ts';
import { configured } from '../../shared/webhook/selection.ts';
import { compare, type Compared, type Comparing } from './compare.ts';
import { apiOf, HistoryError, pastWebhooks } from './history-api.ts';
import { parkedIn } from './known.ts';
import { countQueued } from './count-queued.ts';
import { readableSecret } from './readable-secret.ts';

/** What a provider is compared with. */
export interface Ports extends Pick<Comparing, 'ledger' | 'known' | 'now'> {
  readonly settings: Settled;
  /** By their names in the config. */
  readonly histories: Readonly<Record<string, Provider>>;
  /** Other addresses than the usual ones. */
  readonly apis: Readonly<Record<string, string>>;
  readonly queue: QueueAddress;
  readonly parked: QueueAddress;
  secretOf(provider: string): Promise<SecretContent>;
  sleep(ms: number): Promise<unknown>;
}

/** What one provider says happened since, against ledger and queues. Throws a HistoryError for what somebody has to mend. */
export async function compareProvider(name: string, { since, ...ports }: Ports & { readonly since: Date }): Promise<Compared> {
  const { settings } = ports;
  const secretOf = async (of: string) => readableSecret(of, ports.secretOf);
  const { provider, history } = providerOf(name, ports);
  const own = ownSettings(settings.providers[name], provider);
  const secret = await secretOf(name);
  const asked = { since, settings: own, secrets: secret.secrets, credentials: sufficient(secret, { name, history }) };
  const stack = { settings, settingsOf: () => own };
  return compare({
    ...ports,
    stack,
    provider,
    since,
    onItsWay: settledAfter(settings.delivery) * 1000,
    webhooks: pastWebhooks(history, { api: { provider: name, baseUrl: ports.apis[name] ?? mustBeSet(apiOf(history, own), name) }, asked }),
    find: lookupOf({ provider, settings: own, credentials: secret.credentials }),
    parked: async () => parkedIn({ ...stack, secretOf, parked: ports.parked, providers: { [name]: provider } }),
    queued: async () => countQueued(ports.queue, ports.sleep),
  });
}

/** As the config wants it. Synth has refused what has no history. */
function providerOf(name: string, { histories, settings }: Pick<Ports, 'histories' | 'settings'>) {
  const whole = histories[name];
  if (!whole?.history) throw new HistoryError(`${name} has no history that can be compared`);
  const selection = selectionOf(settings.providers[name] ?? {}, { ...settings, name });
  return { provider: configured(whole, { name, selection }), history: whole.history };
}

function mustBeSet(baseUrl: string | undefined, name: string): string {
  if (baseUrl === undefined) throw new HistoryError(`providers.${name}.baseUrl is not set in bunce-sync.config.ts`);
  return baseUrl;
}

interface Named {
  readonly name: string;
  readonly history: History;
}

function sufficient({ credentials }: SecretContent, { name, history }: Named): SecretContent['credentials'] {
  const lacking = Object.entries(history.credentials).find(([key]) => !credentials[key]);
  if (!lacking) return credentials;
  throw new HistoryError(`the secret of ${name} lacks ${lacking.join(', ')}: ${command(`secrets set ${name}`)}`);
}
