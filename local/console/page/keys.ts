import { useEffect, useRef } from 'preact/hooks';

type Keys = Readonly<Record<string, () => void>>;

/** What stands last was mounted last, and is asked first. */
const listening: (() => Keys)[] = [];

/** What single keys do while this part of the page is there. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const ask = (): Keys => latest.current;
    listening.push(ask);
    return () => void listening.splice(listening.indexOf(ask), 1);
  }, []);
}

/** Keys do nothing while somebody types, holds a modifier or answers a dialog. */
export function followKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector('dialog[open]')) return;
    const act = listening.findLast((ask) => event.key in ask())?.()[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

export function focusSearch(): void {
  const search = document.querySelector<HTMLInputElement>('main input[type="search"]');
  search?.focus();
  search?.select();
}
