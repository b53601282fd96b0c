import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { LIBRARY } from '../../shared/runtime/library.ts';

/** One line of an interface, with the comment above it. */
export interface Member {
  readonly name: string;
  readonly optional: boolean;
  readonly type: string;
  readonly doc: string;
}

interface Place {
  /** From the root of the repository. */
  readonly file: string;
  readonly name: string;
}

/** What an interface of the source names. Throws for a member that nothing is said of. */
export function membersOf({ file, name }: Place): readonly Member[] {
  const source = readFileSync(join(LIBRARY, file), 'utf8');
  const [, body] = new RegExp(`^(?:export )?(?:interface|type) ${name}\\b[^{]*\\{\\n([^]*?)^\\}`, 'm').exec(source) ?? [];
  if (body === undefined) throw new Error(`${file} has no interface ${name}`);
  return membersIn(body).map((member) => {
    if (member.doc === '') throw new Error(`${file}: ${name}.${member.name} has no doc line, which docs/configuration.md would print`);
    return member;
  });
}

const MEMBER = /(?:^ *\/\*\*((?:(?!\*\/)[^])*)\*\/\n)?^ *readonly (\w+)(\??): (.*);$/gm;

export const membersIn = (body: string): readonly Member[] =>
  [...body.matchAll(MEMBER)].map(([, doc = '', name = '', mark, type = '']) => ({
    name,
    optional: mark === '?',
    type,
    doc: doc.replaceAll(/\s*\n\s*\*\s*/g, ' ').trim(),
  }));

/** The comment above a constant of that name. */
export function docOf({ file, name }: Place): string | undefined {
  const source = readFileSync(join(LIBRARY, file), 'utf8');
  return new RegExp(`^/\\*\\* (.*) \\*/\\nexport const ${name}\\b`, 'm').exec(source)?.[1];
}
