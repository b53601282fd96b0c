import { signal } from '@preact/signals';

import { Dialog } from './dialog.tsx';
import { focusSearch, useKeys } from './keys.ts';

export const isShown = signal(false);

const KEYS = [
  ['/', 'search'],
  ['j', 'next in the list'],
  ['k', 'the one before'],
  ['Enter', 'open it'],
  ['r', 'resend the webhook at hand; replay it in Parked'],
  ['?', 'these keys'],
  ['Esc', 'close'],
] as const;

/** What holds on every page, and the list of it. */
export function KeyList() {
  useKeys({ '/': focusSearch, '?': () => (isShown.value = true) });
  if (!isShown.value) return null;
  const close = () => (isShown.value = false);
  return (
    <Dialog title="Keys" onClose={close}>
      <dl class="pairs keys">
        {KEYS.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <div class="actions is-end">
        <button type="button" onClick={close}>
          Close
        </button>
      </div>
    </Dialog>
  );
}
