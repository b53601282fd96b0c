import { useState } from 'preact/hooks';

import { change } from '../change.ts';
import { Answers, Dialog } from '../dialog.tsx';

interface SampleProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** Keeps the webhook among its provider's samples, under a name. */
export function SampleDialog({ id, onClose }: SampleProps) {
  const [name, setName] = useState('');
  const save = async (): Promise<void> => {
    const asked = { title: 'Save it as a sample?', text: 'Its body is kept with those of its provider.', action: 'Save' };
    if (await change('/api/webhooks/<id>/sample', { named: id, body: { name }, ...asked })) onClose();
  };
  return (
    <Dialog title="Save as sample" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label>
          Name
          <input
            value={name}
            required
            autocomplete="off"
            spellcheck={false}
            placeholder="charge.success-transfer"
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
        </label>
        <p class="muted">Samples go into the repository: put invented people at example.com in place of real ones before you commit it.</p>
        <Answers action="Save" onClose={onClose} />
      </form>
    </Dialog>
  );
}
