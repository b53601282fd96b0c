import { useState } from 'preact/hooks';

import type { ProviderRow } from '../../lists.ts';
import { about } from '../about.ts';
import { change } from '../change.ts';
import { makeStale } from '../stale.ts';

/** Takes a secret, and never shows one. */
export function SecretForm({ provider: { name, secret: now, credentials } }: { readonly provider: ProviderRow }) {
  const [secret, setSecret] = useState('');
  const [more, setMore] = useState<Readonly<Record<string, string>>>({});
  const save = async (): Promise<void> => {
    const given = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== ''));
    const body = { secret, ...(Object.keys(given).length > 0 ? { credentials: given } : {}) };
    const asked = { title: `Set the secret of ${name}?`, text: consequence(name, { secret, now }), action: 'Set secret' };
    if (!(await change('/api/providers/<name>/secret', { named: name, body, ...asked }))) return;
    setSecret('');
    setMore({});
    makeStale(['providers']);
  };
  return (
    <section>
      <h2>{now === 'missing' ? 'Its secret is missing' : 'Another secret'}</h2>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field label="Secret" value={secret} isRequired={Object.values(more).every((value) => value === '')} onValue={setSecret} />
        {Object.entries(credentials).map(([key, what]) => (
          <Field key={key} label={`${key}: ${what}`} value={more[key] ?? ''} onValue={(value) => setMore({ ...more, [key]: value })} />
        ))}
        <button type="submit" class="primary">
          Set secret
        </button>
      </form>
    </section>
  );
}

/** Asked in AWS alone: on one's own machine the secret stands beside the one that is there. */
function consequence(name: string, { secret, now }: { readonly secret: string; readonly now: ProviderRow['secret'] }): string {
  if (secret === '') return 'The signing secret stays; what else is filled in takes the place of what is there.';
  if (now === 'missing') return 'Webhooks are verified with it from then on.';
  const { cli = '', name: stack = '' } = about.value ?? {};
  const both = `${cli} secrets set ${name} --stack ${stack} --rotate`;
  return `It takes the place of the one that is there: what that one signs is refused, within 5 minutes. To keep both for a while: ${both}`;
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly isRequired?: boolean;
  readonly onValue: (value: string) => void;
}

const Field = ({ label, value, isRequired = false, onValue }: FieldProps) => (
  <label>
    {label}
    <input
      type="password"
      autocomplete="off"
      spellcheck={false}
      required={isRequired}
      value={value}
      onInput={({ currentTarget }) => onValue(currentTarget.value)}
    />
  </label>
);
