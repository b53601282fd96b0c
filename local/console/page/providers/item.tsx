import { useEffect, useRef } from 'preact/hooks';

import type { ProviderRow } from '../../lists.ts';
import { about, mayWrite } from '../about.ts';
import { query, setQuery } from '../address.ts';
import { Copy } from '../copy.tsx';
import { Time } from '../times.tsx';
import { counted } from '../words.ts';
import { Samples } from './samples.tsx';
import { SecretForm } from './secret-form.tsx';

const SECRETS: Readonly<Record<ProviderRow['secret'], readonly [text: string, mood: string]>> = {
  sample: ['sample secret', ''],
  own: ['own secret', 'is-good'],
  missing: ['secret missing', 'is-bad'],
  keys: ['published keys', 'is-good'],
};

/** One provider, folded; the one that is open stands in the address. */
export function ProviderItem({ provider }: { readonly provider: ProviderRow }) {
  const { name, isEnabled, secret, lastAt, count } = provider;
  const [text, mood] = SECRETS[secret];
  const isOpen = query.value.get('open') === name;
  return (
    <details
      class="provider"
      data-provider={name}
      open={isOpen}
      onToggle={({ currentTarget: { open } }) => open !== isOpen && setQuery({ open: open ? name : '' })}
    >
      <summary>
        <strong>{name}</strong>
        <span class={isEnabled ? 'tag is-good' : 'tag'}>{isEnabled ? 'enabled' : 'not enabled'}</span>
        <span class={`tag ${mood}`}>{text}</span>
        <span class="muted provider-last">{lastAt === null ? 'nothing yet' : <Last at={lastAt} count={count} />}</span>
      </summary>
      {isOpen && <Details provider={provider} />}
    </details>
  );
}

const Last = ({ at, count }: { readonly at: number; readonly count: number }) => (
  <>
    {counted(count, ['webhook', 'webhooks'])}, last <Time at={at} />
  </>
);

function Details({ provider }: { readonly provider: ProviderRow }) {
  const self = useRef<HTMLDivElement>(null);
  useEffect(() => self.current?.parentElement?.scrollIntoView({ block: 'nearest' }), []);
  const { name, secret, url, events, samples } = provider;
  return (
    <div class="provider-details" ref={self}>
      <section>
        <h2>URL</h2>
        <p class="copied">
          <code class="wrap">{url}</code>
          <Copy text={url} what={`the URL of ${name}`}>
            Copy
          </Copy>
        </p>
      </section>
      <section>
        <h2>Events to subscribe</h2>
        {events.length > 0 ? <Events events={events} /> : <p class="muted">All that it has: it names none.</p>}
      </section>
      {mayWrite.value && secret !== 'keys' && <SecretForm provider={provider} />}
      {about.value?.place === 'local' && samples.length > 0 && <Samples name={name} samples={samples} />}
    </div>
  );
}

const Events = ({ events }: { readonly events: readonly string[] }) => (
  <ul class="chips" role="list">
    {events.map((event) => (
      <li key={event}>
        <code>{event}</code>
      </li>
    ))}
  </ul>
);
