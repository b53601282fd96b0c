import { providersOf } from '../../functions/webhooks/senders.ts';
import type { Project } from '../../shared/config/project.ts';
import { NAME, RESERVED } from '../../shared/webhook/generic-source.ts';

/** What is wrong with a provider's name; undefined when it can be folder, registry key, route, secret and metric dimension. */
export function mistakeIn(name: string, project: Project): string | undefined {
  if (!NAME.test(name)) return `a name is 2 to 31 small letters and digits in words joined by hyphens, such as my-pay; got "${name}"`;
  if (RESERVED.includes(name)) return `${name} means something else here, as do ${RESERVED.join(', ')}`;
  if (WORDS.has(name)) return `${name} is a word of the language: nothing can be exported under it`;
  return Object.hasOwn(providersOf(project), name) ? `there is a provider ${name} already` : undefined;
}

/** As it is called in code: my-pay is myPay. */
export const bindingOf = (name: string): string => name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const WORDS: ReadonlySet<string> = new Set(
  `arguments async await break case catch class const continue debugger default delete do else enum eval export extends false finally for
  function if implements import in instanceof interface let new null of package private protected public return static super switch this
  throw true try typeof undefined var void while with yield`.split(/\s+/),
);
