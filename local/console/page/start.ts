import { effect, signal } from '@preact/signals';

import type { About, View } from '../protocol.ts';
import type { Row } from '../webhook.ts';
import { about, takeNumbers } from './about.ts';
import { pathOf, redirect } from './address.ts';
import { get, wordsOf } from './ask.ts';
import { openDialogs } from './dialog.tsx';
import { setRows, takeRows } from './rows.ts';
import { makeAllStale, makeStale } from './stale.ts';
import { isOutdated, type Listener, listen } from './stream.ts';
import { complain } from './toasts.tsx';
import { isInPage } from './token.ts';

/** Why the page cannot say where it looks. */
export const aboutError = signal<string | undefined>(undefined);

/** Asks where the console looks, and listens from then on. */
export async function start(): Promise<void> {
  effect(reloadOutdated);
  void listen(listener);
  await learn();
}

/** At the same address; not while somebody fills in a dialog. */
function reloadOutdated(): void {
  if (isOutdated.value && isInPage && openDialogs.value === 0) location.reload();
}

let isLearning = false;

async function learn(): Promise<void> {
  if (isLearning) return;
  isLearning = true;
  try {
    about.value = await get<About>('/api/about');
    const [first] = about.value.views;
    document.documentElement.dataset['place'] = about.value.isProduction ? 'production' : about.value.place;
    if (location.pathname === '/' && first !== undefined && !about.value.views.includes('webhooks')) redirect(pathOf(first));
    await list();
  } catch (error) {
    aboutError.value = wordsOf(error);
  } finally {
    isLearning = false;
  }
}

async function list(): Promise<void> {
  if (!about.value?.views.includes('webhooks')) return;
  try {
    const all = await get<readonly Row[]>('/api/webhooks');
    // Reading thousands and drawing them is work for two turns.
    await new Promise((resolve) => setTimeout(resolve));
    setRows(all);
  } catch (error) {
    complain(wordsOf(error));
  }
}

function takeStale(views: readonly View[]): void {
  makeStale(views);
  if (views.includes('webhooks')) void list();
}

const listener: Listener = {
  onOpen: () => {
    void (about.value ? list() : learn());
    makeAllStale();
  },
  take: { rows: takeRows, numbers: takeNumbers, stale: takeStale },
};
