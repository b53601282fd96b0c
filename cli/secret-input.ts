import { text } from 'node:stream/consumers';

import { UsageError } from './usage.ts';
import { askSecretly, interactive } from './prompt.ts';

export interface Given {
  /** Empty: the one that is there stays. */
  readonly secret: string;
  readonly credentials: Readonly<Record<string, string>>;
}

/** `needed`: credential → what it is. On a terminal each is asked for, unseen; else standard input has the secret and then the credentials, a line each. */
export async function secretInput(name: string, needed: Readonly<Record<string, string>>): Promise<Given> {
  const keys = Object.keys(needed);
  const answers = interactive() ? await askedEach(name, needed) : await piped(keys.length + 1);
  const [secret = '', ...rest] = answers.map((answer) => answer.trim());
  const credentials = Object.fromEntries(keys.flatMap((key, index) => (rest[index] ? [[key, rest[index]] as const] : [])));
  const given = { secret, credentials };
  refuseUnfit(name, given);
  return given;
}

/** Throws a UsageError for what can be no secret. */
export function refuseUnfit(name: string, { secret, credentials }: Given): void {
  if (secret === '' && Object.keys(credentials).length === 0) throw new UsageError('nothing was given, nothing is changed');
  for (const value of [secret, ...Object.values(credentials)]) refuseBlanks(value);
  if (name === 'bunce' && !/^sk_(live|test)_/.test(secret)) throw new UsageError('a key of Bunce begins with sk_live_ or sk_test_');
}

async function askedEach(name: string, needed: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const answers = [
    await askSecretly(name === 'bunce' ? 'Key of the Bunce account: ' : `Signing secret of ${name} (empty keeps what is there): `),
  ];
  for (const [key, what] of Object.entries(needed)) answers.push(await askSecretly(`${key}: ${what} (empty keeps what is there): `));
  return answers;
}

/** A secret alone may have several lines, as a PEM key has. */
async function piped(count: number): Promise<readonly string[]> {
  const input = await text(process.stdin);
  return count === 1 ? [input] : input.split(/\r?\n/);
}

function refuseBlanks(value: string): void {
  if (/\s/.test(value) && !value.startsWith('-----BEGIN'))
    throw new UsageError('there is white space inside: more than the secret was given');
}
