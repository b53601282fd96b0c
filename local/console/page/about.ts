import { computed, signal } from '@preact/signals';

import type { About, Numbers } from '../protocol.ts';

/** Undefined until the server has said where it looks. */
export const about = signal<About | undefined>(undefined);

export const numbers = signal<Numbers | undefined>(undefined);

export const mayWrite = computed(() => about.value?.mayWrite ?? false);
