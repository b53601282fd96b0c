import { providersOf } from '../../functions/webhooks/senders.ts';
import { didYouMean } from '../../shared/bunce/nearest.ts';
import type { PeopleList } from '../../shared/webhook/people.ts';
import type { Provider } from '../../shared/webhook/provider.ts';
import { safeUrl } from '../safe-url.ts';
import type { ReachedStack } from '../stack.ts';
import { UsageError } from '../usage.ts';
import { credentialsOf } from './credentials.ts';
import { csvSource } from './csv-source.ts';
import { providerSource } from './provider-source.ts';
import type { Source } from './source.ts';

export interface FromOptions {
  readonly from: string;
  readonly file?: string | undefined;
  readonly provider?: string | undefined;
  readonly separator?: string | undefined;
  readonly columns: Readonly<Record<string, string>>;
  readonly baseUrl?: string | undefined;
}

/** The list that the options name. Throws a UsageError for one that is none. */
export async function sourceOf(options: FromOptions, stack: ReachedStack): Promise<Source> {
  const providers = providersOf(stack.project);
  if (options.from === 'csv') return fileSource(options, providers);
  const provider = providers[options.from];
  const { people } = provider ?? {};
  if (!provider || !people) throw new UsageError(unlisted(options.from, providers));
  if (options.file !== undefined) throw new UsageError(`${options.from} is read by its API: a file goes with --from csv`);
  const { baseUrl, where } = { baseUrl: urlOf(options, { people, stack }), where: options.from };
  const credentials = await credentialsOf(where, { provider, people, stack });
  return providerSource({ name: where, provider, people, settings: stack.settings, baseUrl, credentials });
}

type Providers = Readonly<Record<string, Provider>>;

async function fileSource({ file, provider, separator, columns }: FromOptions, providers: Providers): Promise<Source> {
  if (file === undefined) throw new UsageError('--from csv takes a file: import customers people.csv --from csv');
  if (provider !== undefined && !Object.hasOwn(providers, provider))
    throw new UsageError(`no provider is called "${provider}"${didYouMean(provider, Object.keys(providers))}`);
  return csvSource({ file, provider, separator, columns });
}

function unlisted(name: string, providers: Providers): string {
  const names = ['csv', ...Object.keys(providers).filter((each) => providers[each]?.people)];
  return `--from takes ${names.join(', ')}, got "${name}"${didYouMean(name, names)}`;
}

/** The local run asks nobody outside unless it is told to. */
function urlOf({ from, baseUrl }: FromOptions, { people, stack }: { readonly people: PeopleList; readonly stack: ReachedStack }): string {
  const { baseUrl: set } = stack.settingsOf(from);
  const url = baseUrl ?? (typeof set === 'string' && set !== '' ? set : stack.target.local ? undefined : people.baseUrl);
  if (url === undefined)
    throw new UsageError(
      people.baseUrl === undefined
        ? `say where its API is: providers.${from}.baseUrl in bunce-sync.config.ts, or --base-url`
        : `the local run asks no real ${from} by itself: --base-url ${people.baseUrl} does`,
    );
  return safeUrl(url);
}
