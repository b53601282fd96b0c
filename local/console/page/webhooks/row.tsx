import type { Row } from '../../webhook.ts';
import { webhookPath } from '../address.ts';
import { spanOf, Time } from '../times.tsx';
import { MARKS, shortened } from '../words.ts';

/** One webhook in the list. */
export function WebhookRow({ row }: { readonly row: Row }) {
  const { id, at, provider, type, reference, outcome, text, took } = row;
  return (
    <a class="row" href={webhookPath(id)} data-id={id} data-outcome={outcome}>
      <span class="row-time">
        <Time at={at} isShort />
      </span>
      <span class="row-provider">{provider}</span>
      <span class="row-type" title={type}>
        {type === '' ? '(not read)' : type}
      </span>
      <span class="row-reference" title={reference}>
        {shortened(reference)}
      </span>
      <span class="row-outcome" title={text}>
        <span class="mark" aria-hidden="true">
          {MARKS[outcome]}
        </span>{' '}
        {text}
      </span>
      <span class="row-took">{spanOf(took)}</span>
    </a>
  );
}
