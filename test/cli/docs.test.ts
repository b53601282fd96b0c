import { expect, it } from 'vitest';

import { membersIn, membersOf } from '../../cli/docs/members.ts';
import { tableOf } from '../../cli/docs/table.ts';

it('a table says of each setting what its doc line says', () => {
  const members = membersIn(
    "  /** How long; default: `5 s`, as a rule. */\n  readonly wait?: number;\n  /**\n   * Two\n   * lines.\n   */\n  readonly to: 'a' | 'b';\n",
  );
  expect(tableOf(members).split('\n').slice(2)).toEqual([
    '| `wait` | `number` | `5 s`, as a rule | How long; default: `5 s`, as a rule. |',
    "| `to` | `'a' \\| 'b'` | *required* | Two lines. |",
  ]);
});

it('a setting without a doc line stops the page', () => {
  expect(() => membersOf({ file: 'local/samples.ts', name: 'Home' })).toThrow('Home.provider has no doc line');
});
