import { computed, signal } from '@preact/signals';

import type { Row } from '../../webhook.ts';
import { query } from '../address.ts';
import { rows } from '../rows.ts';

/** What the address filters by. */
export const filter = computed(() => ({
  provider: query.value.get('provider') ?? '',
  outcome: query.value.get('outcome') ?? '',
  q: query.value.get('q') ?? '',
}));

export const isFiltered = computed(() => Object.values(filter.value).some((value) => value !== ''));

/** What was found out about each row under this filter: a frame asks about new ones alone. */
const verdicts = computed(() => ({ isMeant: meantBy(filter.value), known: new WeakMap<Row, boolean>() }));

function meantBy({ provider, outcome, q }: (typeof filter)['value']): (row: Row) => boolean {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return (row) =>
    (provider === '' || row.provider === provider) &&
    (outcome === '' || row.outcome === outcome) &&
    words.every((word) => row.find.includes(word));
}

/** All that the filter lets through, newest first. */
export const matching = computed<readonly Row[]>(() => {
  const all = rows.value ?? [];
  if (!isFiltered.value) return all;
  const { isMeant, known } = verdicts.value;
  return all.filter((row) => {
    const verdict = known.get(row) ?? isMeant(row);
    known.set(row, verdict);
    return verdict;
  });
});

/** The newest row on show while somebody looks further down: what arrives meanwhile waits above it. */
export const held = signal<Row | undefined>(undefined);

const heldAt = computed(() => {
  const { value: row } = held;
  if (!row) return 0;
  const at = matching.value.findIndex(({ id }) => id === row.id);
  return at >= 0
    ? at
    : Math.max(
        0,
        matching.value.findIndex((each) => each.at <= row.at),
      );
});

/** How many wait above. */
export const waiting = computed(() => heldAt.value);

export const shown = computed(() => (heldAt.value === 0 ? matching.value : matching.value.slice(heldAt.value)));

/** Where somebody was in the list, for when they come back. */
export const seat = { filter: '', top: 0, selected: '' };
