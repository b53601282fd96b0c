import { useState } from 'preact/hooks';

import type { Pair } from '../../lists.ts';
import type { Sent } from '../../webhook.ts';
import { prettyOf, Text } from '../json.tsx';
import { Pairs } from '../pairs.tsx';
import { textOf } from './text-of.ts';

/** What the provider sent: to be read, or byte for byte. */
export function Body({ sent }: { readonly sent: Sent }) {
  const [isPretty, setPretty] = useState(true);
  const headers: readonly Pair[] = Object.entries(sent.headers);
  return (
    <>
      <div class="segmented" role="group" aria-label="How to show it">
        <button type="button" aria-pressed={isPretty} onClick={() => setPretty(true)}>
          Pretty
        </button>
        <button type="button" aria-pressed={!isPretty} onClick={() => setPretty(false)}>
          As sent
        </button>
      </div>
      <Text text={isPretty ? prettyBodyOf(sent) : sent.body} label="Body" />
      {!isPretty && sent.encoding === 'base64' && <p class="muted">Its bytes are no text, so they stand here in base64.</p>}
      <h2>Headers</h2>
      <p class="muted mono">POST {sent.path}</p>
      <Pairs pairs={headers} />
    </>
  );
}

function prettyBodyOf(sent: Sent): string {
  const text = textOf(sent) ?? sent.body;
  const isForm = Object.entries(sent.headers).some(
    ([name, value]) => name.toLowerCase() === 'content-type' && value.includes('form-urlencoded'),
  );
  return isForm ? [...new URLSearchParams(text)].map(([name, value]) => `${name} = ${prettyOf(value)}`).join('\n') : prettyOf(text);
}
