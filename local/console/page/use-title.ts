import { useEffect } from 'preact/hooks';

import { about } from './about.ts';

/** What the window is called. */
export function useTitle(title: string): void {
  const name = about.value?.name ?? '';
  useEffect(() => {
    document.title = `${title} · ${name} · bunce-sync`;
  }, [title, name]);
}
