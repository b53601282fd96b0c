import { signal } from '@preact/signals';

import { about } from './about.ts';
import { Dialog } from './dialog.tsx';

export interface Question {
  readonly title: string;
  readonly text: string;
  /** On the button that does it. */
  readonly action: string;
}

interface Asking extends Question {
  readonly answer: (isMeant: boolean) => void;
}

const asking = signal<Asking | undefined>(undefined);

/** Whether somebody means it. */
export async function question(asked: Question): Promise<boolean> {
  const isMeant = await new Promise<boolean>((answer) => (asking.value = { ...asked, answer }));
  asking.value = undefined;
  return isMeant;
}

export function QuestionDialog() {
  if (!asking.value) return null;
  const { title, text, action, answer } = asking.value;
  return (
    <Dialog title={title} onClose={() => answer(false)}>
      <p>{text}</p>
      <Where />
      <div class="actions is-end">
        <button type="button" onClick={() => answer(false)}>
          Cancel
        </button>
        <button type="button" class="danger" onClick={() => answer(true)}>
          {action}
        </button>
      </div>
    </Dialog>
  );
}

/** Names the stage that is changed; nothing on one's own machine. */
function Where() {
  if (about.value?.place !== 'aws') return null;
  const { name, stage, isProduction } = about.value;
  return (
    <p class={isProduction ? 'stage is-production' : 'stage'}>
      This changes stage <strong>{stage}</strong> ({name}){isProduction && ': real people are concerned'}.
    </p>
  );
}
