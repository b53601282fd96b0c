import type { BunceCall, Step } from '../../webhook.ts';
import { spanOf } from '../times.tsx';
import { CallDetails } from './call.tsx';

const NAMES: Readonly<Record<Step['name'], string>> = {
  verify: 'Verify',
  map: 'Map',
  queued: 'Queued',
  planned: 'Planned',
  call: 'Bunce',
  settled: 'Settled',
};

const STATES: Readonly<Record<Step['state'], string>> = { done: '✓', failed: '✗', pending: '…' };

interface TimelineProps {
  readonly steps: readonly Step[];
  readonly calls?: readonly BunceCall[];
}

/** A webhook's way, stop by stop. */
export function Timeline({ steps, calls = [] }: TimelineProps) {
  return (
    <ol class="timeline" role="list" aria-label="Timeline">
      {steps.map((step, at) => (
        <StepItem key={`${step.name}-${at}`} step={step} call={step.call === undefined ? undefined : calls[step.call]} />
      ))}
    </ol>
  );
}

function StepItem({ step: { name, state, after, text }, call }: { readonly step: Step; readonly call: BunceCall | undefined }) {
  return (
    <li data-step={name} data-state={state}>
      <span class="step-mark" role="img" aria-label={state}>
        {STATES[state]}
      </span>
      <span class="step-name">{NAMES[name]}</span>
      <span class="step-after">{after === undefined ? '' : `+${spanOf(after)}`}</span>
      <div class="step-text">{call ? <CallDetails call={call} summary={text} /> : <span>{text}</span>}</div>
    </li>
  );
}
