import { useLayoutEffect, useRef } from 'preact/hooks';

import { mayWrite } from '../about.ts';
import { resend } from '../webhook/resend.ts';
import { useKeys } from '../keys.ts';
import { isNarrow } from '../media.ts';
import { Windowed } from '../windowed.tsx';
import { counted } from '../words.ts';
import { filter, held, seat, shown, waiting } from './matching.ts';
import { WebhookRow } from './row.tsx';

const COLUMNS = ['Time', 'Provider', 'Type', 'Reference', 'Outcome', 'Took'];

/** In pixels, as in the style. */
const HEIGHT = { wide: 36, narrow: 60 } as const;

/** Its newest on top while one is there; further down nothing moves. */
export function List() {
  const scroller = useRef<HTMLDivElement>(null);
  const height = isNarrow.value ? HEIGHT.narrow : HEIGHT.wide;
  useLayoutEffect(() => scroller.current?.scrollTo(0, seatOf(JSON.stringify(filter.value))), [filter.value]);
  useKeys({ j: () => step(1), k: () => step(-1), r: () => mayWrite.value && seat.selected !== '' && void resend(seat.selected) });

  const step = (by: number): void => {
    const at = shown.value.findIndex(({ id }) => id === seat.selected);
    const next = shown.value[Math.max(0, Math.min(shown.value.length - 1, at + by))];
    if (!next || !scroller.current) return;
    reveal(scroller.current, { at: shown.value.indexOf(next), height });
    select(scroller.current, next.id);
  };
  const follow = (top: number): void => {
    seat.top = top;
    if (top === 0) held.value = undefined;
    else held.value ??= shown.value[0];
  };
  return (
    <div class="list">
      <div class="row is-head" aria-hidden="true">
        {COLUMNS.map((column) => (
          <span key={column}>{column}</span>
        ))}
      </div>
      {waiting.value > 0 && (
        <button type="button" class="newer" onClick={() => scroller.current?.scrollTo(0, 0)}>
          ↑ {counted(waiting.value, ['newer webhook', 'newer webhooks'])}
        </button>
      )}
      <div onFocusIn={({ target }) => target instanceof HTMLElement && (seat.selected = target.dataset['id'] ?? seat.selected)}>
        <Windowed
          items={shown.value}
          height={height}
          label="Webhooks"
          keyOf={({ id }) => id}
          draw={(row) => <WebhookRow row={row} />}
          scroller={scroller}
          onScroll={follow}
        />
      </div>
    </div>
  );
}

/** Where one was, under the same filter; another one begins at its top. */
function seatOf(filter: string): number {
  if (filter !== seat.filter) Object.assign(seat, { filter, top: 0, selected: '' });
  if (seat.top === 0) held.value = undefined;
  return seat.top;
}

/** Scrolls as little as it takes. */
function reveal(scroller: HTMLElement, { at, height }: { readonly at: number; readonly height: number }): void {
  const [top, bottom] = [at * height, (at + 1) * height];
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (bottom > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = bottom - scroller.clientHeight;
}

/** Once it is in the document: a row that was out of sight comes with the next frame. */
function select(scroller: HTMLElement, id: string): void {
  seat.selected = id;
  requestAnimationFrame(() =>
    requestAnimationFrame(() => scroller.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true })),
  );
}
