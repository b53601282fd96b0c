import { about } from '../about.ts';
import { Empty, Loading } from '../empty.tsx';
import { setQuery } from '../address.ts';
import { rows } from '../rows.ts';
import { useTitle } from '../use-title.ts';
import { counted } from '../words.ts';
import { Filters } from './filters.tsx';
import { List } from './list.tsx';
import { isFiltered, matching } from './matching.ts';

/** What has arrived, as it arrives. */
export function WebhooksView() {
  useTitle('Webhooks');
  return (
    <div class="webhooks">
      <div class="view-head">
        <h1>Webhooks</h1>
        <span class="muted total">{rows.value && totalOf(matching.value.length, rows.value.length)}</span>
        <Filters />
      </div>
      <Body />
    </div>
  );
}

const totalOf = (matching: number, all: number): string =>
  matching === all ? counted(all, ['webhook', 'webhooks']) : `${matching} of ${all}`;

function Body() {
  if (!rows.value) return <Loading />;
  if (matching.value.length > 0) return <List />;
  return isFiltered.value ? <NoMatch /> : <NoneYet />;
}

function NoMatch() {
  return (
    <Empty title="No webhook is like that.">
      <button type="button" onClick={() => setQuery({ q: '', provider: '', outcome: '' })}>
        Show all
      </button>
    </Empty>
  );
}

function NoneYet() {
  return (
    <Empty title="No webhook has arrived yet.">
      <p>Send the first one from another terminal:</p>
      <pre>{about.value?.cli} send paystack --sample charge.success</pre>
      <p>
        For a real one, <a href="/providers">Providers</a> has each URL to forward to.
      </p>
    </Empty>
  );
}
