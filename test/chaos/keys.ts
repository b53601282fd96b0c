/** The first second of the story that a run tells. */
export const BASE = Date.parse('2026-03-01T00:00:00Z') / 1000;
/** Shop orders, and their refunds, are numbered from here. */
export const ORDERS = 5_000_000_000;
export const REFUNDS = 7_000_000_000;

/** Stands in a webhook's body and in every call that comes of it. */
export const tokenOf = (index: number): string => `w${String(index).padStart(6, '0')}`;

/** What one webhook tells several times has its token and more. */
const KEY = /w\d{6}(?:[a-z]\d{0,3})?/g;
export const keysIn = (text: string): readonly string[] => [...new Set(text.match(KEY))];
export const tokensIn = (text: string): readonly string[] => [...new Set(text.match(/w\d{6}/g))];
export const tokenOfKey = (key: string): string => key.slice(0, 7);

/** What comes from the future is dated back from here. */
export const FAR = Date.parse('2099-01-01T00:00:00Z') / 1000;

/** The webhook whose event happened then. */
export function tokenAt(time: string): string {
  const at = Date.parse(time) / 1000;
  return tokenOf(at > FAR / 2 + BASE / 2 ? FAR - at : at - BASE);
}

/** By what a refund names: the payment, or the number of the order. */
export const refundKey = (reference: string): string => `${/^\d+$/.test(reference) ? tokenOf(Number(reference) - ORDERS) : reference}r`;

/** A deletion carries nothing but an id and its time. */
export const deletionKey = (time: string): string => `${tokenAt(time)}d`;
export const isDeletionKey = (key: string): boolean => /^w\d{6}d$/.test(key);

/** Whose message this is, by its id and all of its text: ids may name the payment first, or hold a number, or nothing but a hash. */
export function tokenOfMessage(id: string, text: string): string | undefined {
  const numbered = /refunds\/create:(\d+)/.exec(id)?.[1];
  return tokensIn(id).at(-1) ?? (numbered === undefined ? tokensIn(text)[0] : tokenOf(Number(numbered) - REFUNDS));
}

/** Of an attribute's row, by its value: a key, or a time. */
export const keyOfValue = (value: string): string => (value.includes('T') ? tokenAt(value) : value);
