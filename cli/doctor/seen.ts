import type { Settled } from '../../shared/config/config.ts';
import { type Count, type Counts, DAYS } from './counts.ts';
import { type Finding, green, note } from './finding.ts';

/** What providers sent and Bunce did not get, or not whole. */
export function seenFindings({ unbound, unfit, incomplete, testEvents }: Counts, settled: Settled): readonly Finding[] {
  const bindings: Readonly<Record<string, unknown>> = { ...settled.events, ...settled.attributes };
  const still = unbound.filter(({ label }) => !label.split(',').some((name) => Object.hasOwn(bindings, name)));
  const ignored = settled.testEvents === 'ignore';
  return [
    seen('unbound events', { counts: still, fix: 'bind them in bunce-sync.config.ts, or unsubscribe from them at the provider' }),
    seen('values left out', {
      counts: unfit,
      more: ', not of the type that Bunce declares',
      fix: 'bind them to a parameter or attribute of another type, or through a function',
    }),
    seen('people not created', {
      counts: incomplete,
      more: ', fields that Bunce requires and nobody sent',
      fix: 'their events carry what is known; placeholderPhone in bunce-sync.config.ts stands in for a phone',
    }),
    seen('test events', {
      counts: testEvents,
      more: ignored ? ', kept out of Bunce' : ', sent to Bunce as any other',
      fix: ignored ? "register the URL for the provider's live events only" : "testEvents: 'ignore' in bunce-sync.config.ts keeps them out",
    }),
  ];
}

interface Seen {
  readonly counts: readonly Count[];
  readonly more?: string;
  readonly fix: string;
}

function seen(check: string, { counts, more = '', fix }: Seen): Finding {
  const days = `in ${DAYS} days`;
  if (counts.length === 0) return green(check, `none seen ${days}`);
  const sums = Object.entries(Object.groupBy(counts, ({ label }) => label)).map(([label, some = []]) => ({
    label,
    sum: some.reduce((sum, { count }) => sum + count, 0),
  }));
  const listed = sums.toSorted((a, b) => b.sum - a.sum).map(({ label, sum }) => `${label} ${sum}`);
  return note(check, { text: `${listed.join(', ')} ${days}${more}`, fix });
}
