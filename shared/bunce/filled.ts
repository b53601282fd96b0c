import { isUnread, type Unread } from './unread.ts';

/** Fields that may be there or not, as a provider has them. */
export type Blank<Fields> = { readonly [Key in keyof Fields]: Fields[Key] | null | undefined | Unread };

/** Those that have a name: an index signature says of no key that it is there. */
type Known<Key> = Key extends unknown ? (string extends Key ? never : Key) : never;

/** What is left of an object. */
export type Filled<Fields> = { [Key in Known<keyof Fields>]?: Exclude<Fields[Key], null | undefined | Unread> };

/** The same object without the keys that hold nothing (null, undefined, blank text, what could not be read); text trimmed. */
export function filled<Fields extends object>(fields: Fields): Filled<Fields>;
export function filled(fields: Readonly<Record<string, unknown>>): object {
  const kept: Record<string, unknown> = {};
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    const content = typeof value === 'string' ? value.trim() : value;
    if (content !== undefined && content !== null && content !== '' && !isUnread(content)) kept[key] = content;
  }
  return kept;
}

/** The names of what could not be read, as a field of a command; nothing where all could. */
export function unreadIn(fields: object): { readonly unread?: string[] } {
  if (!Object.values(fields).some(isUnread)) return {};
  return { unread: Object.entries(fields).flatMap(([key, value]) => (isUnread(value) ? [key] : [])) };
}
