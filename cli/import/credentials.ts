import { localSecret } from '../../local/local-secret.ts';
import type { PeopleList } from '../../shared/webhook/people.ts';
import type { Provider } from '../../shared/webhook/provider.ts';
import { askSecretly, interactive } from '../prompt.ts';
import type { Stack } from '../stack.ts';
import { UsageError } from '../usage.ts';

interface Asking {
  readonly provider: Provider;
  readonly people: PeopleList;
  readonly stack: Pick<Stack, 'settings' | 'secretOf'>;
}

/** What the list needs: of the environment, else of the provider's secret, else asked for, unseen. Never from the command line, where others of the machine would see it. */
export async function credentialsOf(name: string, { people, ...asking }: Asking): Promise<Readonly<Record<string, string>>> {
  const held = asking.stack.settings.providers[name] === undefined ? {} : await heldBy(name, { people, ...asking });
  const found: Record<string, string> = {};
  for (const [key, what] of Object.entries(people.credentials))
    found[key] = process.env[variableOf(name, key)] || held[key] || (await asked(name, { key, what }));
  return found;
}

const heldBy = async (name: string, { provider, people: { signing }, stack }: Asking) =>
  stack.secretOf(name).then(
    ({ credentials, secrets }): Readonly<Record<string, string | undefined>> => ({
      // The samples' own opens no API.
      ...(signing !== undefined && { [signing]: secrets.find((each) => each !== localSecret(provider)) }),
      ...credentials,
    }),
    // One that nobody has set yet.
    () => ({}),
  );

async function asked(name: string, { key, what }: { readonly key: string; readonly what: string }): Promise<string> {
  const given = interactive() ? await askSecretly(`${what}: `) : '';
  if (given === '') throw new UsageError(`set ${variableOf(name, key)} to ${what}`);
  return given;
}

/** What helps where the provider refuses those that were found. */
export function otherKeys(name: string, { credentials }: Pick<PeopleList, 'credentials'>): string {
  const keys = Object.entries(credentials).map(([key, what]) => `${variableOf(name, key)} to ${what}`);
  return `set ${keys.join(', ')}: the environment counts before the secret`;
}

/** `STRIPE_SECRET_KEY`. */
const variableOf = (name: string, key: string): string =>
  `${name}_${key.replaceAll(/[A-Z]/g, (letter) => `_${letter}`)}`.toUpperCase().replaceAll('-', '_');
