import type { Item, Value } from '../../../shared/runtime/marshal.ts';
import type { Person } from '../people/person.ts';

const PREFIX = 'person#';
export const personKey = (id: string): string => `${PREFIX}${id}`;
/** Whose item it is; undefined for an alias. */
export const personOfKey = (key: string): string | undefined => (key.startsWith(PREFIX) ? key.slice(PREFIX.length) : undefined);

/** Short names, for what is over 1 KB costs twice. `g` is for good what the first lease said, and until a release the e-mail of the guest whom it was for. */
export const itemOf = (
  { email, coming, bunceId, told, account, wasGuest = false, idOnly, refused, marks, erasedAt, forward }: Person,
  holder: string,
) => ({
  e: email,
  n: coming,
  b: bunceId,
  t: told || undefined,
  h: bunceId !== undefined || told || refused ? holder : undefined,
  a: account,
  g: wasGuest,
  o: idOnly || undefined,
  r: refused || undefined,
  m: marksText(marks) || undefined,
  erasedAt,
  f: forward,
});

/** As they stand; `holder` is the account of Bunce that counts. */
export function personIn({ pk, e, n, b, t, h, a, g, o, r, m, erasedAt, f }: Item, holder: string): Person {
  const there = h === holder;
  return {
    id: personOfKey(pk) ?? pk,
    email: textOf(e) ?? textOf(g),
    coming: textOf(n),
    bunceId: there ? textOf(b) : undefined,
    told: there && t === true,
    account: textOf(a),
    wasGuest: g !== undefined && g !== false,
    idOnly: o === true,
    refused: there && r === true,
    marks: marksOf(textOf(m) ?? ''),
    erasedAt: typeof erasedAt === 'number' ? erasedAt : undefined,
    forward: textOf(f),
  };
}

/** Undefined for anything but a text that says something. */
export const textOf = (value: Value | undefined): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const marksText = (marks: Person['marks']): string =>
  Object.entries(marks)
    .map(([mark, at]) => `${mark}:${at.toString(36)}`)
    .join(' ');

const marksOf = (text: string): Person['marks'] =>
  Object.fromEntries(
    text.split(' ').flatMap((each) => {
      const [mark, at] = each.split(':');
      return mark && at ? [[mark, Number.parseInt(at, 36)]] : [];
    }),
  );
