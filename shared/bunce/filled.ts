import { isUnread, type Unread } from './unread.ts';

/** The same object without the keys that hold nothing (null, undefined, blank text, what could not be read); text trimmed. */
export function filled<Fields extends object>(
  fields: Fields,
): { -readonly [Key in keyof Fields]?: Exclude<Fields[Key], null | undefined | Unread> };
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
