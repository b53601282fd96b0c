import { providers } from '../../functions/webhooks/registry.ts';
import type { Provider } from '../../shared/webhook/provider.ts';
import { type Member, docOf } from './members.ts';
import { words } from '../../shared/config/words.ts';
import { row } from './table.ts';

const SHARED = 'shared/webhook/provider-settings.ts';

/** What each built-in provider may be given, from its schema. */
export function providerTable(): string {
  const all = Object.values(providers);
  const rows = all.flatMap((provider) =>
    settingsIn(provider).map(({ name, type, optional, doc }) =>
      row([`[${provider.name}](../functions/webhooks/${provider.name}/README.md)`, `\`${name}\``, type, optional ? '' : '*required*', doc]),
    ),
  );
  const none = all.filter((provider) => settingsIn(provider).length === 0).map(({ name }) => name);
  return [
    '| provider | setting | type | default | meaning |\n|---|---|---|---|---|',
    ...rows,
    '',
    `None, so \`{}\`: ${none.join(', ')}.`,
  ].join('\n');
}

/** What only one kind of setting takes. */
const KINDS = [
  ['true or false', true],
  ['number', 1],
  ['text', 'words'],
  ['`Duration`', '5m'],
] as const;

const settingsIn = ({ settings }: Provider): readonly Member[] =>
  Object.keys(settings?.shape ?? {}).map((name) => {
    /** Of this one alone. */
    const complaint = (value: unknown): string | undefined =>
      settings?.safeParse({ [name]: value }, words).error?.issues.find(({ path }) => path[0] === name)?.message;
    const type = KINDS.find(([, value]) => complaint(value) === undefined)?.[0] ?? 'text';
    const doc = docOf({ file: SHARED, name }) ?? complaint(null)?.replace(/^expected /, '') ?? '';
    return { name, type, optional: settings?.safeParse({}).error?.issues.every(({ path }) => path[0] !== name) ?? true, doc };
  });
