import { signal } from '@preact/signals';

interface Toast {
  readonly key: number;
  readonly text: string;
}

const done = signal<readonly Toast[]>([]);
const failed = signal<readonly Toast[]>([]);
let made = 0;

/** Milliseconds that good news stays; bad news stays until somebody puts it away. */
const STAYS = 6000;

/** Says what has been done. */
export function say(text: string): void {
  const toast = { key: (made += 1), text };
  done.value = [...done.value, toast];
  setTimeout(() => (done.value = done.value.filter((each) => each !== toast)), STAYS);
}

/** Says what could not be done. */
export function complain(text: string): void {
  const others = failed.value.filter((each) => each.text !== text);
  failed.value = [...others, { key: (made += 1), text }].slice(-3);
}

/** Both regions stand there from the beginning, or nobody would be read what comes into them. */
export function Toasts() {
  const putAway = (toast: Toast) => (failed.value = failed.value.filter((each) => each !== toast));
  return (
    <div class="toasts">
      <div role="status" aria-label="Done">
        {done.value.map(({ key, text }) => (
          <p class="toast" key={key}>
            {text}
          </p>
        ))}
      </div>
      <div role="alert" aria-label="Failed">
        {failed.value.map((toast) => (
          <p class="toast is-bad" key={toast.key}>
            <span>{toast.text}</span>
            <button type="button" class="quiet" onClick={() => putAway(toast)}>
              Dismiss
            </button>
          </p>
        ))}
      </div>
    </div>
  );
}
