import { computed, signal } from '@preact/signals';

import type { View } from '../protocol.ts';

interface Address {
  readonly path: string;
  readonly search: string;
}

const read = (): Address => ({ path: location.pathname, search: location.search });

const address = signal<Address>(read());

/** What stands behind the question mark. */
export const query = computed(() => new URLSearchParams(address.value.search));

export interface Place {
  readonly view: View;
  /** The one webhook or person that is looked at. */
  readonly id?: string;
}

/** Undefined for an address that leads nowhere. */
export const place = computed<Place | undefined>(() => placeOf(address.value.path));

const PATHS: Readonly<Record<View, string>> = {
  webhooks: '/',
  parked: '/parked',
  people: '/people',
  providers: '/providers',
  bindings: '/bindings',
  break: '/break',
  trace: '/trace',
  doctor: '/doctor',
};

export const pathOf = (view: View): string => PATHS[view];
export const webhookPath = (id: string): string => `/webhook/${encodeURIComponent(id)}`;
export const personPath = (id: string): string => `/people/${encodeURIComponent(id)}`;

function placeOf(path: string): Place | undefined {
  const [, first = '', id = ''] = /^\/([^/]*)(?:\/(.+))?$/.exec(path) ?? [];
  if (id !== '')
    return first === 'webhook'
      ? { view: 'webhooks', id: decoded(id) }
      : first === 'people'
        ? { view: 'people', id: decoded(id) }
        : undefined;
  return views.map((view) => ({ view })).find(({ view }) => PATHS[view] === path);
}

const views = ['webhooks', 'parked', 'people', 'providers', 'bindings', 'break', 'trace', 'doctor'] as const satisfies readonly View[];

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

export function go(to: string): void {
  history.pushState(null, '', to);
  address.value = read();
  scrollTo(0, 0);
}

/** To where one would have gone at once, had one known. */
export function redirect(to: string): void {
  history.replaceState(null, '', to);
  address.value = read();
}

/** Keeps what is filtered in the address, without a step in the history; an empty value is left out. */
export function setQuery(changes: Readonly<Record<string, string>>): void {
  const changed = new URLSearchParams(query.peek());
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') changed.delete(name);
    else changed.set(name, value);
  }
  const text = changed.toString();
  redirect(`${location.pathname}${text && `?${text}`}`);
}

/** Links of ours change the address and load nothing. */
export function followHistory(): void {
  addEventListener('popstate', () => (address.value = read()));
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a[href^="/"]') : null;
    const to = link?.getAttribute('href');
    if (to === null || to === undefined) return;
    event.preventDefault();
    go(to);
  });
}
