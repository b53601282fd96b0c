import { type Parked, unpackBody } from '../../shared/queue/parked.ts';
import { ADVICE } from './advice.ts';
import type { Remark, Replayed } from './replay-all.ts';

/** Without what it holds, so without personal data: lists are copied into tickets. */
export type Row = Omit<Parked, 'envelope' | 'raw'>;
export const rowOf = ({ envelope: _envelope, raw: _raw, ...row }: Parked): Row => row;

export function listText(all: readonly Row[]): string {
  if (all.length === 0) return 'nothing is parked';
  const byReason = Map.groupBy(all, ({ reason }) => reason);
  const lines = [...byReason].map(([reason, some]) => [`${reason}: ${some.length} → ${ADVICE[reason]}`, ...some.map(line)].join('\n'));
  return [...lines, `${all.length} parked`].join('\n\n');
}

const line = ({ parkedAt, id, type, step, detail, last, generation }: Row): string =>
  [
    `  ${parkedAt.slice(0, 16).replace('T', ' ')}  ${id}  ${type ?? '?'}  ${step}`,
    generation > 0 ? `  replayed ${generation}×` : '',
    `\n    ${detail}`,
    last ? `  (${last.status ?? 'no answer'}: ${last.message})` : '',
  ].join('');

/** The message as it is kept, its raw body readable. */
export const readable = ({ raw, ...rest }: Parked): object => ({
  ...rest,
  ...(raw && { raw: { ...raw, body: unpackBody(raw.body).toString() } }),
});
export const shownText = (parked: Parked): string => JSON.stringify(readable(parked), null, 2);

const remarks = (title: string, all: readonly Remark[]): string[] =>
  all.length === 0 ? [] : [`${all.length} ${title}`, ...all.map(({ id, why }) => `  ${id}: ${why}`)];

interface Telling {
  readonly dryRun: boolean;
  /** What replays what is over age too. */
  readonly late?: string;
}

export const replayText = ({ sent, nothing, stays, overAge }: Replayed, { dryRun, late = '--yes replays them' }: Telling): string =>
  [
    `${dryRun ? 'would replay' : 'replayed'} ${sent.length}`,
    ...remarks(
      dryRun ? 'would be removed: read by this version they ask for nothing' : 'removed: read by this version they ask for nothing',
      nothing,
    ),
    ...remarks(dryRun ? 'would stay' : 'stay', stays),
    ...(overAge.length > 0 ? [`${overAge.length} ${dryRun ? 'are' : 'stay:'} older than the maxAge of their event (${late})`] : []),
  ].join('\n');

export const dropText = (rows: readonly Row[], { dryRun }: { readonly dryRun: boolean }): string =>
  [`${dryRun ? 'would drop' : 'dropped'} ${rows.length}`, ...rows.map(line)].join('\n');

export const unseenText = (count: number): string =>
  `${count} more could not be seen: another command holds them, for about a minute at most, or they stand behind others of their group`;
