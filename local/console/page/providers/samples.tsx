import { useState } from 'preact/hooks';

import { about } from '../about.ts';
import { Copy } from '../copy.tsx';

interface SamplesProps {
  readonly name: string;
  readonly samples: readonly string[];
}

/** The command that sends one of them. */
export function Samples({ name, samples }: SamplesProps) {
  const [chosen, setChosen] = useState(samples[0] ?? '');
  const command = `${about.value?.cli ?? ''} send ${name} --sample ${chosen}`;
  return (
    <section>
      <h2>Send a sample</h2>
      <p class="copied">
        <select aria-label="Sample" value={chosen} onChange={({ currentTarget }) => setChosen(currentTarget.value)}>
          {samples.map((sample) => (
            <option key={sample} value={sample}>
              {sample}
            </option>
          ))}
        </select>
        <code class="wrap">{command}</code>
        <Copy text={command} what="the command">
          Copy
        </Copy>
      </p>
    </section>
  );
}
