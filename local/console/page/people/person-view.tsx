import type { Person } from '../../lists.ts';
import { useAsked } from '../use-asked.ts';
import { useTitle } from '../use-title.ts';
import { versionOf } from '../stale.ts';
import { Loading } from '../empty.tsx';
import { Known } from './person.tsx';

/** One person, on a page of their own. */
export function PersonView({ id }: { readonly id: string }) {
  const { data: person, error } = useAsked<Person>(`/api/people/${encodeURIComponent(id)}`, versionOf('people').value);
  const name = person?.isErased === true ? 'Erased' : person?.name || person?.email || id;
  useTitle(name);
  return (
    <>
      <p class="crumbs">
        <a href="/people">People</a>
      </p>
      <div class="view-head">
        <h1>{name}</h1>
        <span class="muted mono wrap">{id}</span>
      </div>
      {person ? <Known person={person} /> : <Loading error={error} />}
    </>
  );
}
