import { useId } from 'preact/hooks';

import type { ParkedRow } from '../../lists.ts';
import { mayWrite } from '../about.ts';
import { drop, replay } from './replay.ts';
import { ParkedItem } from './item.tsx';

/** In words; a reason that is not here says itself. */
const REASONS: Readonly<Record<string, string>> = {
  unreadable: 'Could not be read',
  rejected: 'Bunce refused it',
  'gave-up': 'Tried for too long',
  'too-late': 'Came too late',
  'unknown-customer': 'Its person is not known',
  ambiguous: 'Nobody knows whether Bunce took it',
  crashed: 'The consumer failed on it',
};

interface GroupProps {
  readonly reason: string;
  readonly rows: readonly ParkedRow[];
}

/** All that is parked for one reason, and what to do about it. */
export function Group({ reason, rows }: GroupProps) {
  const heading = useId();
  const all = { reason, count: rows.length };
  return (
    <section class="card group" aria-labelledby={heading} data-reason={reason}>
      <div class="group-head">
        <h2 id={heading}>
          {REASONS[reason] ?? reason} <span class="tag is-bad">{reason}</span>
        </h2>
        {mayWrite.value && (
          <div class="actions">
            <button type="button" onClick={() => void replay(all)}>
              Replay all
            </button>
            <button type="button" class="danger" onClick={() => void drop(all)}>
              Drop all
            </button>
          </div>
        )}
        <p class="advice">
          <strong>What to do:</strong> {rows[0]?.advice}
        </p>
      </div>
      <ul role="list">
        {rows.map((row) => (
          <ParkedItem key={row.id} row={row} />
        ))}
      </ul>
    </section>
  );
}
