import { useState } from 'preact/hooks';

import type { Webhook } from '../../webhook.ts';
import { mayWrite } from '../about.ts';
import { Copy } from '../copy.tsx';
import { useKeys } from '../keys.ts';
import { EditDialog } from './edit-dialog.tsx';
import { resend } from './resend.ts';
import { SampleDialog } from './sample-dialog.tsx';

/** What one can do with a webhook. */
export function Actions({ webhook }: { readonly webhook: Webhook }) {
  const { id, curl } = webhook;
  const [open, setOpen] = useState<'edit' | 'sample' | undefined>();
  useKeys({ r: () => mayWrite.value && void resend(id) });
  const close = () => setOpen(undefined);
  return (
    <div class="actions">
      {mayWrite.value && (
        <>
          <button type="button" class="primary" onClick={() => void resend(id)}>
            Resend
          </button>
          <button type="button" onClick={() => setOpen('edit')}>
            Edit and send
          </button>
        </>
      )}
      <Copy text={curl} what="the curl command">
        Copy as curl
      </Copy>
      {mayWrite.value && (
        <button type="button" onClick={() => setOpen('sample')}>
          Save as sample
        </button>
      )}
      {open === 'edit' && <EditDialog webhook={webhook} onClose={close} />}
      {open === 'sample' && <SampleDialog id={id} onClose={close} />}
    </div>
  );
}
