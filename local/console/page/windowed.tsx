import { useSignal } from '@preact/signals';
import type { JSX, RefObject, TargetedEvent } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

interface WindowedProps<Item> {
  readonly items: readonly Item[];
  /** Of each row, in pixels. */
  readonly height: number;
  readonly label: string;
  readonly keyOf: (item: Item) => string;
  readonly draw: (item: Item) => JSX.Element;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly onScroll: (top: number) => void;
}

/** Rows above and below what is in sight. */
const MORE = 8;

/** A list of which only what is in sight is in the document, however long it is. */
export function Windowed<Item>({ items, height, label, keyOf, draw, scroller, onScroll }: WindowedProps<Item>) {
  const first = useSignal(0);
  const span = useSignal(40);
  useLayoutEffect(() => {
    const node = scroller.current;
    if (!node) return undefined;
    const measure = new ResizeObserver(() => (span.value = Math.ceil(node.clientHeight / height)));
    measure.observe(node);
    return () => measure.disconnect();
  }, [height]);
  const from = Math.max(0, Math.min(first.value, items.length - span.value) - MORE);
  const shown = items.slice(from, first.value + span.value + MORE);
  const follow = ({ currentTarget: { scrollTop } }: TargetedEvent<HTMLDivElement>) => {
    first.value = Math.floor(scrollTop / height);
    onScroll(scrollTop);
  };
  return (
    <div class="scroller" ref={scroller} onScroll={follow}>
      <ul role="list" aria-label={label} style={{ height: `${items.length * height}px`, paddingTop: `${from * height}px` }}>
        {shown.map((item, at) => (
          <li key={keyOf(item)} aria-setsize={items.length} aria-posinset={from + at + 1}>
            {draw(item)}
          </li>
        ))}
      </ul>
    </div>
  );
}
