/** Whether a name is one that these patterns mean; `*` stands for any characters. */
export const matchesAny = (name: string, patterns: string | readonly string[]): boolean =>
  [patterns].flat().some((pattern) => asPattern(pattern).test(name));

const asPattern = (pattern: string): RegExp => new RegExp(`^${pattern.split('*').map(literal).join('.*')}$`, 's');

const literal = (text: string): string => text.replaceAll(/[\\^$.+?()[\]{}|/]/g, String.raw`\$&`);
