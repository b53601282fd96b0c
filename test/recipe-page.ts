import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = join(import.meta.dirname, '../docs/recipes.md');

/** One section of docs/recipes.md. */
export interface Recipe {
  readonly title: string;
  /** What it adds to a config. */
  readonly config: string;
  /** As it is called: `/webhooks/squad`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Public, where the sender signs with an RSA key. */
  readonly key: string | undefined;
  /** What the sample becomes. */
  readonly commands: unknown;
  /** The pages that it links to, outside this repository. */
  readonly sources: readonly string[];
}

/** By the language that stands at the fence. */
const blocksOf = (section: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...section.matchAll(/^```(\w+)\n([^]*?)\n```$/gm)].map(([, language = '', text = '']) => [language, text]));

/** Every section that has a config. */
export const recipes: readonly Recipe[] = readFileSync(PAGE, 'utf8').split(/^## /m).flatMap(recipesIn);

function recipesIn(section: string): readonly Recipe[] {
  const { ts, http = '', pem, json = 'null' } = blocksOf(section);
  if (ts === undefined) return [];
  const [head = '', ...body] = http.split('\n\n');
  const [call = '', ...headers] = head.split('\n');
  return [
    {
      title: section.slice(0, section.indexOf('\n')),
      config: ts,
      path: call.replace('POST ', ''),
      headers: Object.fromEntries(headers.map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)])),
      body: body.join('\n\n'),
      key: pem,
      commands: JSON.parse(json),
      sources: [...section.matchAll(/\]\((https:[^)]+)\)/g)].map(([, url = '']) => url),
    },
  ];
}
