import { useState } from 'preact/hooks';

import type { Break } from '../../lists.ts';
import { Empty, Loading } from '../empty.tsx';
import { versionOf } from '../stale.ts';
import { useAsked } from '../use-asked.ts';
import { useTitle } from '../use-title.ts';
import { BreakCard } from './card.tsx';

/** Bunce in all its bad moods, on one's own machine. */
export function BreakView() {
  useTitle('Break Bunce');
  const { data: breaks, error } = useAsked<readonly Break[]>('/api/breaks', versionOf('break').value);
  const [seconds, setSeconds] = useState(30);
  return (
    <>
      <div class="view-head">
        <h1>Break Bunce</h1>
        <label class="beside">
          Seconds
          <input
            type="number"
            min={1}
            max={3600}
            value={seconds}
            onInput={({ currentTarget }) => setSeconds(currentTarget.valueAsNumber)}
          />
        </label>
      </div>
      <p class="muted intro">Only the simulator of Bunce on this machine breaks. Send a webhook meanwhile, and see it wait and recover.</p>
      {breaks ? <Cards breaks={breaks} seconds={seconds} /> : <Loading error={error} />}
    </>
  );
}

function Cards({ breaks, seconds }: { readonly breaks: readonly Break[]; readonly seconds: number }) {
  if (breaks.length === 0) return <Empty title="This Bunce does not break." />;
  return (
    <ul class="cards" role="list" aria-label="Ways to break Bunce">
      {breaks.map((each) => (
        <li key={each.kind}>
          <BreakCard broken={each} seconds={seconds} />
        </li>
      ))}
    </ul>
  );
}
