import type { Catalogue } from '../shared/bunce/catalogue.ts';
import type { Difference } from '../shared/bunce/account/differences.ts';

const MARKS: Readonly<Record<Difference['kind'], string>> = {
  missing: '+ missing   ',
  unfilled: '! unfilled  ',
  twice: '! twice     ',
  type: '~ type      ',
  required: '~ required  ',
  unused: '- unused    ',
};

/** A shop's account may hold a thousand events that are none of our business. */
const SHOWN_UNUSED = 10;

/** One line per difference, with its place in the config. */
export function planText(plan: readonly Difference[]): string {
  const unused = plan.filter(({ kind }) => kind === 'unused');
  const shown = [...plan.filter(({ kind }) => kind !== 'unused'), ...unused.slice(0, SHOWN_UNUSED)];
  const rest = unused.length - SHOWN_UNUSED;
  const lines = shown.map(({ kind, text, place }) => `  ${MARKS[kind]}${place === undefined ? '' : `${place}: `}${text}`);
  return [...lines, ...(rest > 0 ? [`  ${MARKS.unused}and ${rest} more that no binding uses`] : [])].join('\n');
}

export const countOf = ({ events, attributes }: Catalogue): string =>
  `${plural(events.length, 'event')}, ${plural(attributes.length, 'attribute')}`;

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
