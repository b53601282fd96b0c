import { describe, expect, it } from 'vitest';

import {
  type Entry,
  emptyPage,
  entryOf,
  ledgerIn,
  occasionPrint,
  type Page,
  pageKey,
  withEntry,
} from '../../../../functions/consumer/state/ledger.ts';
import type { Table } from '../../../../shared/runtime/table.ts';
import { openState } from '../tables.ts';

const NOW = Date.now();
const now = (): number => NOW;
const KEY = pageKey({ envelope: 'clerk/evt', customer: { id: 'user_1' }, command: 'clerk/evt/0' });
const [FIRST, SECOND] = ['clerk/evt/0', 'clerk/evt/0#attributes'];
const begun: Entry = { state: 'sending', generation: 0, person: 'p', by: 'one', occasion: 'abc' };
const done: Entry = { state: 'delivered', generation: 0, occasion: 'abc' };
const parked: Entry = { state: 'parked', generation: 1 };

const pageOf = async (state: Table): Promise<Page> => (await ledgerIn(state, now).read([KEY])).get(KEY) ?? emptyPage(KEY);
const filled = (entry: Entry, id = FIRST): Page => withEntry(emptyPage(KEY), { id, entry });

describe('a page', () => {
  it.each([begun, done, parked, { state: 'sending', generation: 3 } as const])('reads as it was written: %j', async (entry) => {
    const state = await openState();
    await ledgerIn(state, now).write([{ ...filled(entry), failing: { since: 5, generation: 2 } }]);
    const page = await pageOf(state);
    expect(entryOf(page, FIRST)).toMatchObject(entry);
    expect(page.failing).toEqual({ since: 5, generation: 2 });
    expect(entryOf(page, SECOND)).toBeUndefined();
  });

  it('that was never written is empty', async () => {
    expect(await pageOf(await openState())).toEqual(emptyPage(KEY));
  });

  it('is of one webhook and one of its people', () => {
    const page = { envelope: 'clerk/evt', customer: { id: 'user_1' }, command: 'clerk/evt/0' };
    const others = [
      { ...page, envelope: 'clerk/other' },
      { ...page, customer: { id: 'user_2' } },
      { ...page, customer: { email: 'user_1' } },
    ];
    expect(pageKey({ ...page, command: 'clerk/evt/1' })).toBe(KEY);
    expect(others.slice(0, 2).map(pageKey)).not.toContain(KEY);
    expect(KEY).toMatch(/^ledger#[0-9a-f]+$/);
  });

  it('holds sixteen equals, so that it stays small', () => {
    const keys = [1, 15, 16, 31, 32].map((n) => pageKey({ envelope: 'e', customer: { id: 'c' }, command: `e/track#${n}` }));
    expect(new Set(keys).size).toBe(3);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).toBe(keys[3]);
  });

  it('shows no id of anybody', async () => {
    const state = await openState();
    await ledgerIn(state, now).write([filled({ ...done, occasion: occasionPrint('clerk:user:user_1:created') }, FIRST)]);
    expect(JSON.stringify([...(await state.read([KEY])).values()])).not.toMatch(/user_1|clerk/);
  });

  it('is kept for thirty days', async () => {
    const state = await openState();
    await ledgerIn(state, now).write([filled(done)]);
    await ledgerIn(state, now).note(filled(done), { id: SECOND, entry: done });
    expect((await state.read([KEY])).get(KEY)?.['expiresAt']).toBe(Math.floor(NOW / 1000) + 30 * 86_400);
  });
});

describe('a note', () => {
  it('is taken where the step stands as it was read', async () => {
    const state = await openState();
    const ledger = ledgerIn(state, now);
    expect(await ledger.note(emptyPage(KEY), { id: FIRST, entry: begun })).toBe(true);
    expect(await ledger.note(filled(begun), { id: FIRST, entry: done })).toBe(true);
    expect(entryOf(await pageOf(state), FIRST)).toMatchObject(done);
  });

  it.each([
    ['which somebody began meanwhile', emptyPage(KEY), begun],
    ['which somebody delivered meanwhile', filled(begun), done],
    ['which another invocation began', filled(begun), { ...begun, by: 'two' }],
  ])('is not taken of a step %s', async (_what, seen, stands) => {
    const state = await openState();
    await ledgerIn(state, now).write([filled(stands)]);
    expect(await ledgerIn(state, now).note(seen, { id: FIRST, entry: { ...begun, by: 'three' } })).toBe(false);
    expect(entryOf(await pageOf(state), FIRST)).toMatchObject(stands);
  });

  it('is taken back after a sure no, and only if it is still ours', async () => {
    const state = await openState();
    const ledger = ledgerIn(state, now);
    await ledger.note(emptyPage(KEY), { id: FIRST, entry: begun });
    expect(await ledger.note(filled({ ...begun, by: 'two' }), { id: FIRST, entry: undefined })).toBe(false);
    expect(await ledger.note(filled(begun), { id: FIRST, entry: undefined })).toBe(true);
    expect(entryOf(await pageOf(state), FIRST)).toBeUndefined();
  });

  it('is taken once more when it is repeated', async () => {
    const ledger = ledgerIn(await openState(), now);
    for (const entry of [begun, begun, undefined, undefined])
      expect(await ledger.note(entry ? emptyPage(KEY) : filled(begun), { id: FIRST, entry })).toBe(true);
  });

  it('leaves what stands beside it', async () => {
    const state = await openState();
    const ledger = ledgerIn(state, now);
    await ledger.write([filled(done, SECOND)]);
    await ledger.note(emptyPage(KEY), { id: FIRST, entry: begun });
    const page = await pageOf(state);
    expect([entryOf(page, FIRST)?.state, entryOf(page, SECOND)?.state]).toEqual(['sending', 'delivered']);
  });
});

describe('a yes that cannot be written', () => {
  /** DynamoDB takes no whole page. */
  const refusing = (state: Table): Table => ({ ...state, write: async () => Promise.reject(new Error('throttled')) });
  const seen: Entry = { ...begun, state: 'delivered' };

  it('is remembered by the instance that saw it, over what it began', async () => {
    const state = await openState();
    const ledger = ledgerIn(refusing(state), now);
    await ledger.note(emptyPage(KEY), { id: FIRST, entry: begun });
    await expect(ledger.write([filled(seen)])).rejects.toThrow('throttled');
    expect(entryOf((await ledger.read([KEY])).get(KEY) ?? emptyPage(KEY), FIRST)?.state).toBe('delivered');
    expect(entryOf(await pageOf(state), FIRST)?.state).toBe('sending');
  });

  it.each([
    ['began again by another instance', { ...begun, by: 'two' }],
    ['parked meanwhile', parked],
  ])('is not believed over what was %s', async (_what, stands) => {
    const state = await openState();
    const ledger = ledgerIn(refusing(state), now);
    await expect(ledger.write([filled(seen)])).rejects.toThrow();
    await ledgerIn(state, now).write([filled(stands)]);
    expect(entryOf((await ledger.read([KEY])).get(KEY) ?? emptyPage(KEY), FIRST)).toMatchObject(stands);
  });
});

describe('a seal', () => {
  it('is the first envelope’s, however often it comes, and no other’s', async () => {
    const ledger = ledgerIn(await openState(), now);
    const seals = [];
    for (const id of ['a', 'a', 'b']) seals.push(await ledger.seal({ seal: 'paypal/t-1', id }));
    expect(seals).toEqual([true, true, false]);
  });
});
