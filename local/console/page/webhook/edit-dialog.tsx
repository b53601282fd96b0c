import { useState } from 'preact/hooks';

import type { Webhook } from '../../webhook.ts';
import { change } from '../change.ts';
import { Answers, Dialog } from '../dialog.tsx';
import { headersIn, textOfHeaders } from './headers.ts';
import { prettyOf } from '../json.tsx';
import { textOf } from './text-of.ts';

interface EditProps {
  readonly webhook: Webhook;
  readonly onClose: () => void;
}

/** The same again, but for what is changed in it; the server signs it anew. */
export function EditDialog({ webhook: { provider, sent }, onClose }: EditProps) {
  const [body, setBody] = useState(prettyOf(textOf(sent) ?? sent.body));
  const [headers, setHeaders] = useState(textOfHeaders(sent.headers));
  const send = async (): Promise<void> => {
    const asked = { title: 'Send this webhook?', text: `It goes to ${provider}, signed anew.`, action: 'Send' };
    if (await change('/api/send', { body: { provider, body, headers: headersIn(headers) }, ...asked })) onClose();
  };
  return (
    <Dialog title={`Edit and send to ${provider}`} isWide onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <label>
          Body
          <textarea class="mono" rows={16} value={body} spellcheck={false} onInput={({ currentTarget }) => setBody(currentTarget.value)} />
        </label>
        <label>
          Headers
          <textarea
            class="mono"
            rows={5}
            value={headers}
            spellcheck={false}
            onInput={({ currentTarget }) => setHeaders(currentTarget.value)}
          />
        </label>
        <p class="muted">
          It is signed anew with the secret of this place. With the same event id, in the body or a header, it counts as seen before: change
          that too for Bunce to be told again.
        </p>
        <Answers action="Send" onClose={onClose} />
      </form>
    </Dialog>
  );
}
