import { useState } from 'preact/hooks';

import type { Trace } from '../../webhook.ts';
import { query, setQuery } from '../address.ts';
import { Empty, Loading } from '../empty.tsx';
import { Text } from '../json.tsx';
import { useAsked } from '../use-asked.ts';
import { useTitle } from '../use-title.ts';
import { Timeline } from '../webhook/timeline.tsx';

/** One webhook's way, as the logs tell it. */
export function TraceView() {
  useTitle('Trace');
  const reference = query.value.get('reference') ?? '';
  const [typed, setTyped] = useState(reference);
  return (
    <>
      <div class="view-head">
        <h1>Trace</h1>
        <form
          class="filters"
          role="search"
          onSubmit={(event) => {
            event.preventDefault();
            setQuery({ reference: typed.trim() });
          }}
        >
          <input
            type="search"
            aria-label="Search"
            placeholder="<provider>/<event id>"
            value={typed}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <button type="submit" class="primary">
            Trace
          </button>
        </form>
      </div>
      {reference === '' ? <WhichOne /> : <Way key={reference} reference={reference} />}
    </>
  );
}

const WhichOne = () => (
  <Empty title="Which webhook?">
    <p>Its reference is the provider's name, a slash and the provider's event id: it stands in every line of the log, and in Parked.</p>
  </Empty>
);

function Way({ reference }: { readonly reference: string }) {
  const { data: trace, error } = useAsked<Trace>(`/api/trace?reference=${encodeURIComponent(reference)}`, '');
  if (!trace) return <Loading error={error} />;
  return (
    <>
      <p class="facts mono wrap">{trace.reference}</p>
      {trace.steps.length > 0 ? <Timeline steps={trace.steps} /> : <Empty title="The logs know no such webhook." />}
      <h2 class="above">Log</h2>
      <Text text={trace.lines.join('\n')} label="Log" />
    </>
  );
}
