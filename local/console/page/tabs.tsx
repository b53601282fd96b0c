import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';

import { query, setQuery } from './address.ts';

export interface Tab {
  readonly name: string;
  readonly title: string;
  readonly draw: () => JSX.Element;
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** One of several panels; which one stands in the address. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const list = useRef<HTMLDivElement>(null);
  const at = Math.max(
    0,
    tabs.findIndex(({ name }) => name === query.value.get('tab')),
  );
  const choose = (next: number): void => {
    setQuery({ tab: next === 0 ? '' : (tabs[next]?.name ?? '') });
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  };
  const move = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    choose((at + step + tabs.length) % tabs.length);
  };
  return (
    <div class="tabs">
      <div role="tablist" aria-label={label} ref={list} onKeyDown={move}>
        {tabs.map(({ name, title }, each) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-selected={each === at}
            aria-controls="panel"
            tabIndex={each === at ? 0 : -1}
            onClick={() => choose(each)}
          >
            {title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="panel" aria-labelledby={`tab-${tabs[at]?.name}`} tabIndex={0}>
        {tabs[at]?.draw()}
      </div>
    </div>
  );
}
