import { useState } from 'preact/hooks';

import type { ParkedRow } from '../../lists.ts';
import { mayWrite } from '../about.ts';
import { webhookPath } from '../address.ts';
import { Loading } from '../empty.tsx';
import { Json } from '../json.tsx';
import { rows } from '../rows.ts';
import { Time } from '../times.tsx';
import { useAsked } from '../use-asked.ts';
import { counted } from '../words.ts';
import { chosenOne, drop, replay } from './replay.ts';

/** One that is parked: why, since when, and the whole of it on demand. */
export function ParkedItem({ row }: { readonly row: ParkedRow }) {
  const [isOpen, setOpen] = useState(false);
  const { id, provider, type, detail, parkedAt, step, replays, last } = row;
  return (
    <li class="parked" data-parked={id} tabIndex={-1}>
      <div class="parked-what">
        <p>
          <Time at={parkedAt} /> <span class="muted">{provider}</span> <Name id={id} type={type} />
          {replays > 0 && <span class="tag is-late">{counted(replays, ['replay', 'replays'])}</span>}
        </p>
        <p>
          {step !== '' && <span class="muted">{step}: </span>}
          {detail}
        </p>
        {last !== undefined && (
          <p class="muted">
            Bunce said <code>{last}</code>
          </p>
        )}
      </div>
      <div class="actions">
        {mayWrite.value && (
          <>
            <button type="button" data-does="replay" onClick={() => void replay(chosenOne(row))}>
              Replay
            </button>
            <button type="button" onClick={() => void drop(chosenOne(row))}>
              Drop
            </button>
          </>
        )}
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide message' : 'Show message'}
        </button>
      </div>
      {isOpen && <Message id={id} />}
    </li>
  );
}

/** Leads to its way, where that is known. */
function Name({ id, type }: { readonly id: string; readonly type: string }) {
  const name = type === '' ? '(not read)' : type;
  const known = rows.value?.find(({ reference, outcome }) => reference === id && outcome === 'parked');
  return known ? <a href={webhookPath(known.id)}>{name}</a> : <strong>{name}</strong>;
}

function Message({ id }: { readonly id: string }) {
  const { data, error } = useAsked<unknown>(`/api/parked/${encodeURIComponent(id)}`, '');
  return <div class="parked-message">{data === undefined ? <Loading error={error} /> : <Json value={data} label="Message" />}</div>;
}
