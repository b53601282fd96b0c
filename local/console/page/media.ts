import { signal } from '@preact/signals';

const narrow = matchMedia('(max-width: 720px)');

/** A telephone, or a window beside the editor. */
export const isNarrow = signal(narrow.matches);
narrow.addEventListener('change', ({ matches }) => (isNarrow.value = matches));
