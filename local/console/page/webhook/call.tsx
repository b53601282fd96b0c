import type { BunceCall } from '../../webhook.ts';
import { Json } from '../json.tsx';

interface CallProps {
  readonly call: BunceCall;
  readonly summary: string;
  readonly isOpen?: boolean;
}

/** A request to Bunce and its answer, folded. */
export function CallDetails({ call, summary, isOpen = false }: CallProps) {
  const { method, path, body, status, answer, effect } = call;
  const isGood = status >= 200 && status < 300;
  return (
    <details class="call" open={isOpen}>
      <summary>
        <code>
          {method} {path}
        </code>
        <span class={isGood ? 'tag is-good' : 'tag is-bad'}>{status === 0 ? 'no answer' : status}</span>
        {!summary.includes(path) && <span>{summary}</span>}
      </summary>
      {effect !== undefined && <p class="muted">What happened at Bunce: {effect}</p>}
      <div class="halves">
        <section>
          <h2>Request</h2>
          <Json value={body} label="Request" />
        </section>
        <section>
          <h2>Answer</h2>
          <Json value={answer} label="Answer" />
        </section>
      </div>
    </details>
  );
}
