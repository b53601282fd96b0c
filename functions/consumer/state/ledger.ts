import type { Item } from '../../../shared/runtime/marshal.ts';
import { type Customer, whomOf } from '../../../shared/bunce/command.ts';
import type { Table } from '../../../shared/runtime/table.ts';
import { fingerprint } from '../../../shared/runtime/fingerprint.ts';

/** What is known of one step. Before a trigger is sent it is `sending`: found later, nobody knows whether Bunce took it. */
export interface Entry {
  readonly state: 'sending' | 'delivered' | 'parked';
  readonly generation: number;
  /** Whose one that is `sending` stays, and which invocation sends it; of whom a delivered one was written. */
  readonly person?: string | undefined;
  readonly by?: string | undefined;
  /** By `occasionPrint`. */
  readonly occasion?: string | undefined;
  /** From when what it writes counts, in milliseconds: of what has no time of its own, the receipt of the first copy. */
  readonly at?: number | undefined;
}

/** The steps of one webhook that are about one of its people: one item, read and written under that person's lease. */
export interface Page {
  readonly key: string;
  /** By the steps' short names. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Milliseconds of the first failure that was the message's own, and of which generation. */
  readonly failing?: { readonly since: number; readonly generation: number } | undefined;
}

/** Remembers what became of each step, so that nothing reaches Bunce twice. Throws when DynamoDB fails: no ledger, no call. */
export interface Ledger {
  read(keys: Iterable<string>): Promise<ReadonlyMap<string, Page>>;
  /** Notes one step on condition that it stands as it did; undefined takes the note back. False when it does not. */
  note(page: Page, step: Noting): Promise<boolean>;
  /** Whole pages, as they stand under the lease. */
  write(pages: readonly Page[]): Promise<void>;
  /** Keeps whose seal it is; false when it is another envelope's. */
  seal(sealed: { readonly seal: string; readonly id: string }): Promise<boolean>;
}

export interface Noting {
  readonly id: string;
  readonly entry: Entry | undefined;
}

/** Seconds an entry is kept: longer than any queue keeps a message. */
const KEPT = 30 * 86_400;

export interface PageOf {
  readonly envelope: string;
  readonly customer: Customer;
  /** Of a command that has equals: `#n` at the end of its id. */
  readonly command: string;
}

/** Equals on one page, so that an item stays small however much one webhook tells of one person. */
const EQUALS = 16;

export const emptyPage = (key: string): Page => ({ key, entries: new Map() });

/** What the key of every page begins with. */
export const LEDGER = 'ledger#';

/** Hashed: the event ids of some providers hold the id of their customer. */
export function pageKey({ envelope, customer, command }: PageOf): string {
  const part = Math.floor(Number(/#(\d+)$/.exec(command)?.[1] ?? 0) / EQUALS);
  return `${LEDGER}${fingerprint([envelope, whomOf(customer) ?? '', part || ''].join('\n'))}`;
}

export function ledgerIn(table: Table, now: () => number): Ledger {
  const expiresAt = (): number => Math.floor(now() / 1000) + KEPT;
  /** Notes that could not be written: a sure yes is not forgotten as long as this instance lives. */
  const owed = new Map<string, Page>();
  return {
    async read(keys) {
      const wanted = [...new Set(keys)];
      const items = await table.read(wanted, { consistent: true });
      return new Map(wanted.map((key) => [key, withOwed(pageIn(key, items.get(key)), owed.get(key))]));
    },
    async note({ key, entries }, { id, entry }) {
      const name = nameOf(id);
      const before = entries.get(name);
      const stood = before ? [{ attribute: name, is: textOf(before) }] : [{ absent: name }];
      if (!entry) return (await table.change({ pk: key, remove: [name], when: [...stood, { absent: name }] })) !== undefined;
      const text = textOf(entry);
      const when = [...stood, { attribute: name, is: text }];
      return (await table.change({ pk: key, set: { [name]: text, expiresAt: expiresAt() }, when })) !== undefined;
    },
    async write(pages) {
      for (const page of pages) owed.set(page.key, page);
      await table.write(pages.map((page) => ({ ...itemOf(page), expiresAt: expiresAt() })));
      for (const { key } of pages) owed.delete(key);
    },
    async seal({ seal, id }) {
      const [pk, envelope] = [`seal#${fingerprint(seal)}`, fingerprint(id)];
      return (await table.change({ pk, set: { expiresAt: expiresAt() }, first: { envelope } }))?.['envelope'] === envelope;
    },
  };
}

/** Of what is still `sending` by the very invocation that saw it delivered. */
function withOwed(page: Page, owed: Page | undefined): Page {
  const entries = [...page.entries].map(([name, entry]) => {
    const seen = owed?.entries.get(name);
    return [name, entry.state === 'sending' && seen?.state === 'delivered' && seen.by === entry.by ? seen : entry] as const;
  });
  return owed ? { ...page, entries: new Map(entries) } : page;
}

/** An occasion may hold the id of somebody's account; what compares it knows the text. */
export const occasionPrint = (occasion: string | undefined): string | undefined => occasion && fingerprint(occasion).slice(0, 16);

const nameOf = (id: string): string => `s${fingerprint(id).slice(0, 10)}`;

export const entryOf = ({ entries }: Page, id: string): Entry | undefined => entries.get(nameOf(id));

export function withEntry(page: Page, { id, entry }: Noting): Page {
  const entries = new Map(page.entries);
  if (entry) entries.set(nameOf(id), entry);
  else entries.delete(nameOf(id));
  return { ...page, entries };
}

const itemOf = ({ key, entries, failing }: Page): Item => ({
  pk: key,
  ...Object.fromEntries([...entries].map(([name, entry]) => [name, textOf(entry)])),
  ...(failing && { failing: `${failing.generation}|${failing.since}` }),
});

/** The page that an item is. */
export function pageIn(key: string, item: Item | undefined): Page {
  const all = Object.entries(item ?? {});
  const entries = new Map(all.flatMap(([name, text]) => (/^s[0-9a-f]{10}$/.test(name) ? [[name, entryIn(String(text))] as const] : [])));
  const [generation, since] = String(item?.['failing'] ?? '')
    .split('|')
    .map(Number);
  return { key, entries, failing: since === undefined ? undefined : { since, generation: generation ?? 0 } };
}

const LETTERS = { s: 'sending', d: 'delivered', p: 'parked' } as const;

const textOf = ({ state, generation, person = '', by = '', occasion = '', at }: Entry): string =>
  [state[0], generation, person, state === 'sending' ? by : '', occasion, at?.toString(36) ?? ''].join('|').replace(/\|+$/, '');

function entryIn(text: string): Entry {
  const [letter, generation, ...others] = text.split('|');
  const state = letter === 's' || letter === 'd' || letter === 'p' ? LETTERS[letter] : 'sending';
  const [person, by, occasion, at] = others.map((each) => each || undefined);
  return { state, generation: Number(generation), person, by, occasion, at: at === undefined ? at : Number.parseInt(at, 36) };
}
