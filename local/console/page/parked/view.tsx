import type { ParkedRow } from '../../lists.ts';
import { about, mayWrite } from '../about.ts';
import { Empty, Loading } from '../empty.tsx';
import { versionOf } from '../stale.ts';
import { useAsked } from '../use-asked.ts';
import { useKeys } from '../keys.ts';
import { useTitle } from '../use-title.ts';
import { counted } from '../words.ts';
import { Group } from './group.tsx';
import { isLateMeant } from './replay.ts';
import { stepThrough } from '../walk.ts';

/** What could not be delivered, by the reason. */
export function ParkedView() {
  useTitle('Parked');
  useKeys({ j: () => stepThrough('[data-parked]', 1), k: () => stepThrough('[data-parked]', -1), r: replayAtHand });
  const { data: rows, error } = useAsked<readonly ParkedRow[]>('/api/parked', versionOf('parked').value);
  return (
    <>
      <div class="view-head">
        <h1>Parked</h1>
        {rows && <span class="muted">{counted(rows.length, ['webhook', 'webhooks'])}</span>}
      </div>
      {rows ? <Groups rows={rows} /> : <Loading error={error} />}
    </>
  );
}

function Groups({ rows }: { readonly rows: readonly ParkedRow[] }) {
  if (rows.length === 0) return <NothingParked />;
  const groups = Map.groupBy(rows, ({ reason }) => reason);
  return (
    <>
      {mayWrite.value && about.value?.place === 'aws' && <Late />}
      {[...groups].map(([reason, members]) => (
        <Group key={reason} reason={reason} rows={members} />
      ))}
    </>
  );
}

const Late = () => (
  <label class="check">
    <input type="checkbox" checked={isLateMeant.value} onChange={({ currentTarget }) => (isLateMeant.value = currentTarget.checked)} />
    Replay also what has become too late for its event meanwhile
  </label>
);

const NothingParked = () => (
  <Empty title="Nothing is parked.">
    <p>What Bunce refuses, or what cannot be read, waits here with its reason until somebody replays or drops it.</p>
  </Empty>
);

function replayAtHand(): void {
  const row = document.activeElement?.closest('[data-parked]');
  row?.querySelector<HTMLElement>('[data-does="replay"]')?.click();
}
