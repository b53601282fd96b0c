import { computed, signal } from '@preact/signals';

import type { About, Numbers, Refusal } from '../protocol.ts';

/** Undefined until the server has said where it looks. */
export const about = signal<About | undefined>(undefined);

export const numbers = signal<Numbers | undefined>(undefined);

/** Why there are none. */
export const numbersError = signal<string | undefined>(undefined);

export function takeNumbers(said: Numbers | Refusal): void {
  numbers.value = 'error' in said ? undefined : said;
  numbersError.value = 'error' in said ? said.error : undefined;
}

export const mayWrite = computed(() => about.value?.mayWrite ?? false);
