import { useId } from 'preact/hooks';

import type { Break } from '../../lists.ts';
import { change } from '../change.ts';
import { makeStale } from '../stale.ts';
import { useSecondsTo } from './use-seconds-to.ts';

interface BreakProps {
  readonly broken: Break;
  /** How long it shall last. */
  readonly seconds: number;
}

/** One way to break it, and how long that still lasts. */
export function BreakCard({ broken: { kind, title, what, until }, seconds }: BreakProps) {
  const described = useId();
  const left = useSecondsTo(until);
  const isOn = left > 0;
  const toggle = async (): Promise<void> => {
    const asked = { title, text: what, action: isOn ? 'Mend' : 'Break' };
    if (await change('/api/breaks', { body: { kind, seconds: isOn ? 0 : secondsOf(seconds) }, ...asked })) makeStale(['break']);
  };
  return (
    <div class={isOn ? 'card break is-on' : 'card break'} data-kind={kind}>
      <h2>{title}</h2>
      <p class="break-left" role="timer">
        {isOn && `${left} s left`}
      </p>
      <button type="button" role="switch" aria-checked={isOn} aria-label={title} aria-describedby={described} onClick={() => void toggle()}>
        <span aria-hidden="true" />
      </button>
      <p id={described} class="muted">
        {what}
      </p>
    </div>
  );
}

const secondsOf = (typed: number): number => (Number.isFinite(typed) ? Math.min(3600, Math.max(1, Math.round(typed))) : 30);
