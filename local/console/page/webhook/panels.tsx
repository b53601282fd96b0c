import type { Webhook } from '../../webhook.ts';
import { personPath } from '../address.ts';
import { Empty } from '../empty.tsx';
import { Json, Text } from '../json.tsx';
import { PersonCard } from '../people/person.tsx';
import { Time } from '../times.tsx';
import { CallDetails } from './call.tsx';

/** What it was mapped to. */
export function Commands({ commands }: { readonly commands: readonly unknown[] }) {
  if (commands.length === 0) return <Empty title="It became no command." />;
  return <Json value={commands} label="Commands" />;
}

/** What Bunce was told, and said. */
export function Calls({ calls }: { readonly calls: Webhook['calls'] }) {
  if (calls.length === 0) return <Empty title="Bunce was not called." />;
  return (
    <ul class="plain" role="list" aria-label="Bunce calls">
      {calls.map((call) => (
        <li key={`${call.at}-${call.method}-${call.path}`}>
          <Time at={call.at} /> <CallDetails call={call} summary="" isOpen={calls.length === 1} />
        </li>
      ))}
    </ul>
  );
}

/** What the functions wrote meanwhile. */
export function Log({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return <Empty title="Nothing was logged." />;
  return <Text text={lines.join('\n')} label="Log" />;
}

/** Whom it was about. */
export function About({ person }: { readonly person: string | undefined }) {
  if (person === undefined) return <Empty title="Nobody is known to be meant by it." />;
  return (
    <>
      <p class="intro">
        <a href={personPath(person)}>Open the whole page of this person</a>
      </p>
      <PersonCard id={person} />
    </>
  );
}
