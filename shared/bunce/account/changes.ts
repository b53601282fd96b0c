import type { Catalogue } from '../catalogue.ts';
import type { Requirements } from './requirements.ts';

/** How the account has moved away from a catalogue, as far as the bindings use it: one line per definition. Empty when it has not. */
export function changes(
  requirements: Requirements,
  { before, after }: { readonly before: Catalogue; readonly after: Catalogue },
): readonly string[] {
  const [was, is] = [facts(before, requirements), facts(after, requirements)];
  const moved = before.baseUrl === after.baseUrl ? [] : [`it was read from ${before.baseUrl}, the account is at ${after.baseUrl}`];
  const gone = [...was.keys()].filter((title) => !is.has(title)).map((title) => `the ${title} is not in the account any more`);
  const fresh = [...is.keys()].filter((title) => !was.has(title)).map((title) => `the ${title} is new in the account`);
  const other = [...is].flatMap(([title, fact]) => changed(title, { was: was.get(title), is: fact }));
  return [...moved, ...gone, ...fresh, ...other];
}

const changed = (title: string, { was, is }: { readonly was: string | undefined; readonly is: string }): readonly string[] =>
  was === undefined || was === is ? [] : [`the ${title} was ${was} and is ${is} now`];

/** What is called so → what is so about it. */
function facts({ events, attributes }: Catalogue, requirements: Requirements): ReadonlyMap<string, string> {
  const used = new Set([...requirements.events, ...requirements.attributes].map(({ name }) => name));
  return new Map([
    ...events
      .filter(({ name }) => used.has(name))
      .flatMap(({ id, name: event, parameters }) => [
        [`event "${event}"`, id] as const,
        ...parameters.map(
          ({ name, type, required }) => [`parameter "${name}" of "${event}"`, required ? `${type}, required` : type] as const,
        ),
      ]),
    ...attributes.filter(({ name }) => used.has(name)).map(({ id, name, type }) => [`attribute "${name}"`, `${type} ${id}`] as const),
  ]);
}
