import { useEffect, useState } from 'preact/hooks';

import { Search } from '../search.tsx';
import type { PersonRow } from '../../lists.ts';
import { MOST } from '../../protocol.ts';
import { about } from '../about.ts';
import { personPath, query } from '../address.ts';
import { Empty, Loading } from '../empty.tsx';
import { useKeys } from '../keys.ts';
import { versionOf } from '../stale.ts';
import { useAsked } from '../use-asked.ts';
import { useTitle } from '../use-title.ts';
import { counted } from '../words.ts';
import { stepThrough } from '../walk.ts';

/** Whom Bunce was told of. */
export function PeopleView() {
  useTitle('People');
  useKeys({ j: () => stepThrough('[data-person]', 1), k: () => stepThrough('[data-person]', -1) });
  const typed = query.value.get('q') ?? '';
  const q = useSettled(typed);
  const { data: people, error, path } = useAsked<readonly PersonRow[]>(`/api/people?q=${encodeURIComponent(q)}`, versionOf('people').value);
  return (
    <>
      <div class="view-head">
        <h1>People</h1>
        <div class="filters" role="search">
          <Search by={about.value?.place === 'local' ? 'e-mail, name, phone, id' : 'whole e-mail or id'} q={typed} />
        </div>
      </div>
      {error !== undefined && people === undefined ? (
        <Loading error={error} />
      ) : (
        people && <People people={people} isAll={path.endsWith('q=')} />
      )}
    </>
  );
}

/** What somebody typed, once they pause. */
function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), 150);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}

function People({ people, isAll }: { readonly people: readonly PersonRow[]; readonly isAll: boolean }) {
  if (people.length === 0) return isAll ? <Nobody /> : <Empty title="Nobody is found by that." />;
  return (
    <>
      <ul class="table people" role="list" aria-label="People">
        {people.slice(0, MOST.people).map((person) => (
          <li key={person.id}>
            <PersonLink person={person} />
          </li>
        ))}
      </ul>
      {people.length > MOST.people && (
        <p class="muted">{counted(people.length - MOST.people, ['more is', 'more are'])} found by a search.</p>
      )}
    </>
  );
}

function PersonLink({ person: { id, name, email, phone, events, isErased } }: { readonly person: PersonRow }) {
  return (
    <a href={personPath(id)} data-id={id} data-person="">
      <strong>{isErased ? <span class="tag">erased</span> : name || email || id}</strong>
      <span class="muted">{isErased ? id : email}</span>
      <span class="muted">{phone}</span>
      <span class="muted">{counted(events, ['event', 'events'])}</span>
    </a>
  );
}

const Nobody = () =>
  about.value?.place === 'local' ? (
    <Empty title="Bunce knows nobody yet.">
      <p>Send a webhook that tells of somebody, from another terminal:</p>
      <pre>{about.value?.cli} send paystack --sample charge.success</pre>
    </Empty>
  ) : (
    <Empty title="Search for somebody.">
      <p>
        By a whole e-mail, or the id that a provider, Bunce or bunce-sync has for them: names and phones are in Bunce only, and there is no
        list of all.
      </p>
    </Empty>
  );
