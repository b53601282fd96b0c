/** What documentation puts where the reader's own value belongs. */
const MARKS = [
  /^\s*$/,
  /<[^>]*>/,
  /(?:^|[/.@_-])your[-_]/i,
  /(?:change|replace)[-_ ]?(?:me|this)/i,
  /…|\.{3}/,
  /x{4,}/i,
  /^\s*(?:todo|tbd|fill[-_ ]?in|placeholder|none|null|undefined|x+)\s*$/i,
];

/** Domains that are reserved for examples: RFC 2606. */
const RESERVED = /(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid)$/i;

/** Nothing, a gap to fill in, or a host that can be nobody's. */
export function isPlaceholder(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  return MARKS.some((mark) => mark.test(value)) || (URL.canParse(value) && RESERVED.test(new URL(value).hostname));
}
