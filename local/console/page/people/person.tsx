import type { Person } from '../../lists.ts';
import { Loading } from '../empty.tsx';
import { Pairs } from '../pairs.tsx';
import { versionOf } from '../stale.ts';
import { Time } from '../times.tsx';
import { useAsked } from '../use-asked.ts';

/** Everything that is known of one person. */
export function PersonCard({ id }: { readonly id: string }) {
  const { data: person, error } = useAsked<Person>(`/api/people/${encodeURIComponent(id)}`, versionOf('people').value);
  return person ? <Known person={person} /> : <Loading error={error} />;
}

/** All of it, in sections. */
export function Known({ person }: { readonly person: Person }) {
  const { name, email, phone, isErased, attributes, told, aliases, record } = person;
  const profile = [['Name', name] as const, ['E-mail', email] as const, ['Phone', phone] as const].filter(([, value]) => value !== '');
  return (
    <>
      {isErased && <p class="note">This person was erased: what is left says nothing of them.</p>}
      <div class="person">
        <section>
          <h2>Profile</h2>
          {profile.length > 0 ? <Pairs pairs={profile} /> : <p class="muted">Nothing is known.</p>}
        </section>
        <section>
          <h2>Attributes</h2>
          {attributes.length > 0 ? <Pairs pairs={attributes} /> : <p class="muted">None.</p>}
        </section>
        <section class="is-tall">
          <h2>Events</h2>
          <Told told={told} />
        </section>
        <section>
          <h2>Aliases</h2>
          {aliases.length > 0 ? <List values={aliases} /> : <p class="muted">No provider has named them by an id.</p>}
        </section>
        <section>
          <h2>Record</h2>
          {record.length > 0 ? <Pairs pairs={record} /> : <p class="muted">bunce-sync keeps nothing of them.</p>}
        </section>
      </div>
    </>
  );
}

function Told({ told }: { readonly told: Person['told'] }) {
  if (told.length === 0) return <p class="muted">Bunce was told no event.</p>;
  return (
    <ol class="told" role="list" aria-label="Events">
      {told.map(({ at, name, parameters }) => (
        <li key={`${at}-${name}`}>
          <p>
            <Time at={at} /> <strong>{name}</strong>
          </p>
          <Pairs pairs={parameters} />
        </li>
      ))}
    </ol>
  );
}

const List = ({ values }: { readonly values: readonly string[] }) => (
  <ul class="plain mono wrap" role="list">
    {values.map((value) => (
      <li key={value}>{value}</li>
    ))}
  </ul>
);
