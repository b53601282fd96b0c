import type { Described, Functions } from './functions.ts';
import { besideSample, type OwnSecrets } from './own-secrets.ts';
import { secretArn } from './secrets.ts';
import type { Servers } from './servers.ts';

export interface Taking {
  readonly servers: Pick<Servers, 'values' | 'secrets'>;
  /** What each secret holds for the samples. */
  readonly samples: Map<string, string>;
  readonly own: OwnSecrets | undefined;
  readonly functions: Functions;
  readonly described: readonly Described[];
}

/** A secret, and what it holds for the samples. */
interface Sampled {
  readonly name: string;
  readonly content: string;
}

/** The key of Bunce is the simulator's: another is one that Bunce does not know. */
const BUNCE = 'BunceSecret';

/** Puts what was set before beside the samples' secrets, and does so with what is set from now on; the functions concerned know it at once. Where nothing is kept, what is set is set. Gives back what puts one more beside them. */
export function takeSecrets({ servers: { values, secrets }, samples, own, functions, described }: Taking): (more: Sampled) => void {
  const take = (name: string, text: string): void => void values.set(name, besideSample(text, samples.get(name) ?? text));
  for (const [name, text] of own?.held ?? []) if (samples.has(name)) take(name, text);
  secrets.watch((name) => {
    const text = values.get(name) ?? '';
    if (own && name !== BUNCE) {
      own.keep(name, text);
      take(name, text);
    }
    const readers = new Set(described.flatMap((each) => (Object.values(each.environment).includes(secretArn(name)) ? [each.arn] : [])));
    for (const each of functions.values()) if (readers.has(each.arn)) each.recycle();
  });
  return ({ name, content }) => {
    if (samples.get(name) === content) return;
    samples.set(name, content);
    take(name, own?.held.get(name) ?? content);
  };
}
