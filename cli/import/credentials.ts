import type { PeopleList } from '../../shared/webhook/people.ts';
import { askSecretly, interactive } from '../prompt.ts';
import type { Stack } from '../stack.ts';
import { UsageError } from '../usage.ts';

/** What the list needs: of the environment, else of the provider's secret, else asked for, unseen. Never from the command line, where others of the machine would see it. */
export async function credentialsOf(name: string, { people, stack }: { readonly people: PeopleList; readonly stack: Stack }) {
  const held = stack.settings.providers[name] === undefined ? {} : await heldBy(name, stack);
  const found: Record<string, string> = {};
  for (const [key, what] of Object.entries(people.credentials))
    found[key] = process.env[variableOf(name, key)] || held[key] || (await asked(name, { key, what }));
  return found;
}

const heldBy = async (name: string, stack: Stack): Promise<Readonly<Record<string, string>>> =>
  stack.secretOf(name).then(
    ({ credentials }) => credentials,
    // One that nobody has set yet.
    () => ({}),
  );

async function asked(name: string, { key, what }: { readonly key: string; readonly what: string }): Promise<string> {
  const given = interactive() ? await askSecretly(`${what}: `) : '';
  if (given === '') throw new UsageError(`set ${variableOf(name, key)} to ${what}`);
  return given;
}

/** `STRIPE_SECRET_KEY`. */
const variableOf = (name: string, key: string): string =>
  `${name}_${key.replaceAll(/[A-Z]/g, (letter) => `_${letter}`)}`.toUpperCase().replaceAll('-', '_');
