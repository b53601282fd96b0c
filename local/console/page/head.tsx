import { about, mayWrite, numbers, numbersError } from './about.ts';
import { isShown } from './key-list.tsx';
import { isConnected, isOutdated } from './stream.ts';
import { isInPage } from './token.ts';

export function Head() {
  const { name = '', isProduction = false, stage = '' } = about.value ?? {};
  return (
    <header>
      {isProduction && <p class="production">Production: stage {stage}, real people are concerned</p>}
      <div class="head">
        <a class="brand" href="/" aria-label="bunce-sync console">
          <span class="logo" aria-hidden="true" />
          <span>bunce-sync</span>
        </a>
        {name !== '' && <span class="where">{name}</span>}
        {about.value && !mayWrite.value && <span class="tag">read-only</span>}
        <span class="connection" role="status">
          {isConnected.value === false && <span class="tag is-bad">{isOutdated.value ? OUTDATED : 'Disconnected: trying again…'}</span>}
        </span>
        <Counts />
        <button type="button" class="quiet key-button" aria-label="Keys" onClick={() => (isShown.value = true)}>
          <kbd aria-hidden="true">?</kbd>
        </button>
      </div>
      <p class="trouble" role="alert">
        {numbersError.value !== undefined && `The queues cannot be read: ${numbersError.value}`}
      </p>
    </header>
  );
}

const OUTDATED = `The console was started anew: ${isInPage ? 'this page loads again' : 'open the address that it printed'}`;

function Counts() {
  if (!numbers.value) return <dl class="counts" aria-label="Queue" />;
  const { queued, inFlight, parked } = numbers.value;
  return (
    <dl class="counts" aria-label="Queue">
      <Count name="queued" count={queued} />
      <Count name="in flight" count={inFlight} />
      <Count name="parked" count={parked} isBad={parked > 0} />
    </dl>
  );
}

interface CountProps {
  readonly name: string;
  readonly count: number;
  readonly isBad?: boolean;
}

function Count({ name, count, isBad = false }: CountProps) {
  return (
    <div class={isBad ? 'is-bad' : ''}>
      <dt>{name}</dt>
      <dd data-count={name}>{count.toLocaleString('en')}</dd>
    </div>
  );
}
