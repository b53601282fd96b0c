import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

import { Toasts } from './toasts.tsx';

/** How many stand above the page: nothing else can be read or clicked meanwhile. */
export const openDialogs = signal(0);

interface DialogProps {
  readonly title: string;
  readonly isWide?: boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Stands above everything else while it is there; Escape and a click beside it close it. */
export function Dialog({ title, isWide = false, onClose, children }: DialogProps) {
  const self = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const before = document.activeElement;
    self.current?.showModal();
    openDialogs.value += 1;
    return () => {
      openDialogs.value -= 1;
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={self}
      class={isWide ? 'is-wide' : ''}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => event.target === self.current && onClose()}
    >
      <div class="dialog">
        <h2 id={heading}>{title}</h2>
        {children}
      </div>
      <Toasts />
    </dialog>
  );
}

interface AnswersProps {
  /** On the button that does it. */
  readonly action: string;
  readonly onClose: () => void;
}

/** The end of a form in a dialog. */
export const Answers = ({ action, onClose }: AnswersProps) => (
  <div class="actions is-end">
    <button type="button" onClick={onClose}>
      Cancel
    </button>
    <button type="submit" class="primary">
      {action}
    </button>
  </div>
);
