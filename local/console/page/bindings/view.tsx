import { Search } from '../search.tsx';
import type { BindingRow } from '../../lists.ts';
import { query } from '../address.ts';
import { Empty, Loading } from '../empty.tsx';
import { versionOf } from '../stale.ts';
import { useAsked } from '../use-asked.ts';
import { useTitle } from '../use-title.ts';
import { Choice } from '../webhooks/filters.tsx';
import { BindingTable } from './table.tsx';

/** What becomes of each provider's samples. */
export function BindingsView() {
  useTitle('Bindings');
  const { data: bindings, error } = useAsked<readonly BindingRow[]>('/api/bindings', versionOf('bindings').value);
  const q = query.value.get('q') ?? '';
  const provider = query.value.get('provider') ?? '';
  const names = [...new Set((bindings ?? []).map((row) => row.provider))];
  return (
    <>
      <div class="view-head">
        <h1>Bindings</h1>
        <div class="filters" role="search">
          <Search by="sample, event" q={q} />
          <Choice label="Provider" all="All providers" name="provider" value={provider} options={names} />
        </div>
      </div>
      {bindings ? <Tables rows={found(bindings, { q: q.toLowerCase(), provider })} /> : <Loading error={error} />}
    </>
  );
}

const found = (rows: readonly BindingRow[], { q, provider }: { readonly q: string; readonly provider: string }): readonly BindingRow[] =>
  rows.filter(
    (row) =>
      (provider === '' || row.provider === provider) &&
      [row.provider, row.sample, row.type, row.event, row.becomes].some((text) => text.toLowerCase().includes(q)),
  );

function Tables({ rows }: { readonly rows: readonly BindingRow[] }) {
  if (rows.length === 0) return <NothingBound />;
  return (
    <>
      {[...Map.groupBy(rows, ({ provider }) => provider)].map(([provider, members]) => (
        <BindingTable key={provider} provider={provider} rows={members} />
      ))}
    </>
  );
}

const NothingBound = () => (
  <Empty title="No sample is like that.">
    <p>
      What a provider's event becomes in Bunce stands in bunce-sync.config.ts, under <code>events</code>.
    </p>
  </Empty>
);
