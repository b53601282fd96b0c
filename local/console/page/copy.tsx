import type { ComponentChildren } from 'preact';

import { complain, say } from './toasts.tsx';

interface CopyProps {
  readonly text: string;
  /** What is copied, for who hears it and for the answer. */
  readonly what: string;
  readonly children: ComponentChildren;
}

export function Copy({ text, what, children }: CopyProps) {
  return (
    <button type="button" aria-label={children === 'Copy' ? `Copy ${what}` : undefined} onClick={() => void copy(text, what)}>
      {children}
    </button>
  );
}

async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(`Copied ${what}.`);
  } catch {
    complain(`The browser does not let the page copy ${what}.`);
  }
}
