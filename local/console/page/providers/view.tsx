import { Search } from '../search.tsx';
import type { ProviderRow } from '../../lists.ts';
import { query } from '../address.ts';
import { Empty, Loading } from '../empty.tsx';
import { versionOf } from '../stale.ts';
import { useAsked } from '../use-asked.ts';
import { useTitle } from '../use-title.ts';
import { ProviderItem } from './item.tsx';

/** Who may send, and what each needs for it. */
export function ProvidersView() {
  useTitle('Providers');
  const { data: providers, error } = useAsked<readonly ProviderRow[]>('/api/providers', versionOf('providers').value);
  const q = query.value.get('q') ?? '';
  return (
    <>
      <div class="view-head">
        <h1>Providers</h1>
        <div class="filters" role="search">
          <Search by="provider, event" q={q} />
        </div>
      </div>
      {providers ? <List providers={found(providers, q.toLowerCase())} /> : <Loading error={error} />}
    </>
  );
}

const found = (providers: readonly ProviderRow[], q: string): readonly ProviderRow[] =>
  providers
    .filter(({ name, events }) => [name, ...events].some((text) => text.toLowerCase().includes(q)))
    .toSorted((a, b) => Number(b.isEnabled) - Number(a.isEnabled) || a.name.localeCompare(b.name));

function List({ providers }: { readonly providers: readonly ProviderRow[] }) {
  if (providers.length === 0) return <Empty title="No provider is like that." />;
  return (
    <ul class="table providers" role="list" aria-label="Providers">
      {providers.map((provider) => (
        <li key={provider.name}>
          <ProviderItem provider={provider} />
        </li>
      ))}
    </ul>
  );
}
