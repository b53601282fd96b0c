import type { Member } from './members.ts';

const HEAD = '| setting | type | default | meaning |\n|---|---|---|---|';

/** What is spelled otherwise for people. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\breadonly /g, ''],
  [/ \| undefined/g, ''],
  [/Readonly<Record<string, (\w+(?:<\w+>)?)>>/g, 'name → $1'],
  [/Partial<(\w+)>/g, '$1'],
];

const spelled = (type: string): string => WORDS.reduce((text, [what, by]) => text.replace(what, by), type);

/** Markdown of some settings. `defaults` say what holds where a doc line does not. */
export const tableOf = (members: readonly Member[], defaults: Readonly<Record<string, string>> = {}): string =>
  [HEAD, ...members.map((member) => rowOf(member, defaults[member.name]))].join('\n');

function rowOf({ name, optional, type, doc }: Member, known: string | undefined): string {
  const told = known === undefined ? /\bdefault:? (`[^`]+`[^;.]*|.+?)(?:[;.,]|$)/i.exec(doc)?.[1] : known;
  return row([`\`${name}\``, `\`${spelled(type)}\``, optional || told !== undefined ? (told ?? '') : '*required*', doc]);
}

export const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
