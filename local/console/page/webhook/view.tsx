import { useMemo } from 'preact/hooks';

import type { Webhook } from '../../webhook.ts';
import { Loading } from '../empty.tsx';
import { rowOf } from '../rows.ts';
import { Tabs } from '../tabs.tsx';
import { spanOf, Time } from '../times.tsx';
import { useAsked } from '../use-asked.ts';
import { useTitle } from '../use-title.ts';
import { MARKS } from '../words.ts';
import { Actions } from './actions.tsx';
import { Body } from './body.tsx';
import { About, Calls, Commands, Log } from './panels.tsx';
import { Timeline } from './timeline.tsx';

/** One webhook, from its arrival to its end; asked for again whenever its row changes. */
export function WebhookView({ id }: { readonly id: string }) {
  const row = useMemo(() => rowOf(id), [id]);
  const { data: webhook, error } = useAsked<Webhook>(`/api/webhooks/${encodeURIComponent(id)}`, row.value);
  useTitle(webhook ? `${webhook.provider} ${webhook.type}` : 'Webhook');
  return (
    <>
      <p class="crumbs">
        <a href="/">Webhooks</a>
      </p>
      {webhook ? <Shown webhook={webhook} /> : <Loading error={error} />}
    </>
  );
}

function Shown({ webhook }: { readonly webhook: Webhook }) {
  const { provider, type, reference, at, outcome, text, took, status, answer, steps, calls } = webhook;
  const tabs = [
    { name: 'body', title: 'Body', draw: () => <Body sent={webhook.sent} /> },
    { name: 'commands', title: 'Commands', draw: () => <Commands commands={webhook.commands} /> },
    { name: 'calls', title: 'Bunce calls', draw: () => <Calls calls={calls} /> },
    { name: 'log', title: 'Log', draw: () => <Log lines={webhook.lines} /> },
    { name: 'person', title: 'Person', draw: () => <About person={webhook.person} /> },
  ];
  return (
    <>
      <div class="view-head">
        <h1>
          <span class="muted">{provider}</span> {type === '' ? '(not read)' : type}
        </h1>
        <Actions webhook={webhook} />
      </div>
      <p class="facts">
        <span class="outcome" data-outcome={outcome}>
          <span class="mark" aria-hidden="true">
            {MARKS[outcome]}
          </span>{' '}
          {text}
        </span>
        <Time at={at} />
        <span>{spanOf(took)}</span>
        <span class="mono wrap">{reference}</span>
      </p>
      <Timeline steps={steps} calls={calls} />
      <p class="muted">
        Its provider was answered <code>{status}</code> {answer !== '' && <code class="wrap">{answer}</code>}
      </p>
      <Tabs label="About this webhook" tabs={tabs} />
    </>
  );
}
