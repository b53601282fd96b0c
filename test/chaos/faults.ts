/** What `--faults` may name. */
export const FAULTS = [
  'lock-out',
  '500',
  '502',
  '503',
  '504',
  'slow',
  'cut-before',
  'cut-after',
  'garbage',
  'row-errors',
  'html',
  'empty',
  'huge',
  'endless',
  '52x',
  'odd-retry-after',
  'success-false',
  'refused',
  'refused-once',
  'wrong-key',
  'sqs',
  'sqs-delete',
  'dynamodb',
  'dynamodb-lost',
  'dynamodb-slow',
  'dynamodb-outage',
  'settling-outage',
  'lease-slow',
  'note-slow',
  'release',
  'secrets',
  'rotation',
  'skew',
  'kill',
  'deploy',
  'duplicates',
  'replays',
  'out-of-order',
  'poison',
  'outage',
] as const;
export type Fault = (typeof FAULTS)[number];

/** An outage of the whole back-off range is a run of its own; all else comes together. */
const ALL: readonly Fault[] = FAULTS.filter((name) => name !== 'outage');

/** Throws for a name that no fault has. */
export function faultsNamed(list: string): ReadonlySet<Fault> {
  const names = list.split(',').map((name) => name.trim());
  return new Set(
    names.flatMap((name) => {
      if (name === 'all') return ALL;
      if (name === 'none' || name === '') return [];
      const known = FAULTS.find((fault) => fault === name);
      if (!known) throw new RangeError(`no fault is called ${name}; there are all, none, ${FAULTS.join(', ')}`);
      return [known];
    }),
  );
}
