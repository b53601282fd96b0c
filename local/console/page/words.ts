import type { View } from '../protocol.ts';
import type { Outcome } from '../webhook.ts';

/** As the navigation calls them. */
export const TITLES: Readonly<Record<View, string>> = {
  webhooks: 'Webhooks',
  parked: 'Parked',
  people: 'People',
  providers: 'Providers',
  bindings: 'Bindings',
  break: 'Break Bunce',
  trace: 'Trace',
  doctor: 'Doctor',
};

/** As in the terminal: one look tells how it ended. */
export const MARKS: Readonly<Record<Outcome, string>> = {
  working: '↻',
  waiting: '…',
  delivered: '✓',
  seen: '=',
  nothing: '·',
  ignored: '·',
  parked: '✗',
  refused: '✗',
  failed: '✗',
};

export const OUTCOMES = Object.keys(MARKS);

/** Without its provider's name, and without its type where that leads it; what tells one from another stands at the end. */
export function shortened(reference: string): string {
  const own = reference.replace(/^[^/]*\/(?:[^:]*:(?=.))?/, '');
  return own.length <= 24 ? own : `${own.slice(0, 8)}…${own.slice(-12)}`;
}

export const counted = (count: number, [one, more]: readonly [one: string, more: string]): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;
