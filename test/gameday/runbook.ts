import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Commands } from '../../local/gameday/commands.ts';
import type { Day } from '../../local/gameday/day.ts';
import { parkOne } from '../../local/gameday/failures-at-bunce.ts';
import { localSecretOf } from '../../local/provider-secrets.ts';
import { project } from '../project.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');

/** Every command of ours on the page, once, without `npx bunce-sync` and remarks. */
export const COMMANDS: readonly string[] = [
  ...new Set(
    [...PAGE.matchAll(/npx bunce-sync ([^`#\n]*)/g)].map(([, words = '']) => words.trim()).filter((words) => !words.includes('…')),
  ),
];

/**
 * How it may end here. Some go to an account in AWS, which there is none of: of them can be seen that they are understood. Some say by 1 what they
 * find wrong, and something is: the day's account is not the one of the repository's config, and nobody may be known by that e-mail.
 */
export const endingsOf = (command: string): readonly number[] =>
  /^deploy\b|--region|--stage|--suggest-quiet/.test(command) ? [0, 1, 2] : /^(doctor|setup|erase)\b/.test(command) ? [0, 1] : [0];

export interface Field {
  readonly day: Day;
  readonly commands: Commands;
  /** Of files. */
  readonly folder: string;
}

interface Filling {
  readonly id: string;
  readonly folder: string;
  /** The simulator's, and a file instead of the repository's. */
  readonly bunce: string;
  /** Where nothing has happened, in place of a provider's own. */
  readonly api: string;
}

/** What stands for the page's placeholders; `setup` reads the simulator, `reconcile` an API of ours, and neither asks anybody. */
export function filledIn(command: string, { id, folder, bunce, api }: Filling): string {
  const values = {
    '<provider>': 'paystack',
    '<id>': id,
    '<new>': 'eu-west-1',
    '<old>': 'us-east-1',
    EMAIL: 'p0@example.com',
    FILE: join(folder, 'body.json'),
    'people.csv': join(folder, 'people.csv'),
    'parked.jsonl': join(folder, 'parked.jsonl'),
  };
  const words = Object.entries(values).reduce((text, [name, value]) => text.replaceAll(name, value), command);
  if (words.startsWith('reconcile')) return `${words} --api ${api}`;
  return words.startsWith('setup') ? `${words} --yes --base-url ${bunce} --catalogue ${join(folder, 'catalogue.json')}` : words;
}

/** The secret that it reads where it asks for one. */
export const inputOf = (command: string): string | undefined =>
  command.startsWith('secrets set') ? (command.includes('bunce') ? 'sk_test_local_bunce' : localSecretOf('paystack', project)) : undefined;

/** A webhook that Bunce refuses, and the id that it is parked under. */
export async function parkedId({ day, commands }: Field): Promise<string> {
  await parkOne(day);
  const { said } = await commands.call('parked list --json');
  return /"id":"([^"]+)"/.exec(said)?.[1] ?? 'nothing is parked';
}
