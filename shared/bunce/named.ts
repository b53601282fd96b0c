/** What programs write where they have no id: an id that many people share. */
const NO_ID = /^(null|undefined|nan|\[object object\])$/i;

/** What can be an e-mail; already trimmed. One with stars is masked. */
const EMAIL = /^[^\s@*]+@[^\s@*]+\.[^\s@*]+$/;

/** Whether a text, already trimmed, is an e-mail. */
export const isEmail = (text: string | undefined): text is string => text !== undefined && text.includes('@') && EMAIL.test(text);

/** Trimmed; undefined where nothing is left, also for what is no id. */
export function idOf(value: string | number | null | undefined): string | undefined {
  const text = textOf(value);
  return text === undefined || NO_ID.test(text) ? undefined : text;
}

/** Trimmed; undefined where nothing is left. */
export function textOf(value: string | number | null | undefined): string | undefined {
  return value === null || value === undefined ? undefined : String(value).trim() || undefined;
}
