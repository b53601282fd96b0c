import type { SQSRecord } from 'aws-lambda';

import type { Answered, Webhook as Received } from '../answering.ts';
import type { LogEntry } from '../bunce/simulator.ts';
import type { LogLine } from '../lambda/environment.ts';
import { followWays, type Said, saidIn, type Turn } from '../way.ts';
import { findable } from './findable.ts';
import { limitedMap } from './limited-map.ts';
import { MOST } from './protocol.ts';
import type { Row } from './webhook.ts';
import type { Heard, Seen } from './seen.ts';
import { trails } from './trails.ts';

/** Listens to a run, and keeps what it hears by webhook. */
export interface Recording {
  onWebhook(webhook: Received): void;
  onAnswer(answered: Answered): void;
  onLine(line: LogLine): void;
  onBatch(records: readonly SQSRecord[]): void;
  onCall(entry: LogEntry): void;
  /** Newest first. */
  rows(): readonly Row[];
  one(id: string): Seen | undefined;
  /** The last one of a provider that its signature let in, and how many came. */
  of(provider: string): { readonly lastAt: number | null; readonly count: number };
  watch(tell: (rows: readonly Row[]) => void): () => void;
}

/** Of bodies that stay in memory. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Whether its signature let it in; a handshake has none. */
const isVerified = ({ message, why }: Said): boolean =>
  message === 'accepted' || message.startsWith('unreadable') || (message === 'ignored' && why !== 'handshake');

export function recordWebhooks(now: () => number): Recording {
  const all = limitedMap<Seen>({ most: MOST.webhooks, bytes: MOST_BYTES, sizeOf: ({ event }) => event.body?.length ?? 0 });
  const calls = limitedMap<LogEntry>({ most: MOST.webhooks });
  const counts = new Map<string, { lastAt: number; count: number }>();
  const watching = new Set<(rows: readonly Row[]) => void>();
  const follow = followWays();

  const change = (seen: Seen, change: Partial<Row>): void => {
    seen.row = { ...seen.row, ...change };
    for (const tell of watching) tell([seen.row]);
  };
  const name = (seen: Seen, { correlation_id: reference = '', type }: Said): void => {
    const named = { reference, type: type ?? '' };
    change(seen, { ...named, find: findable(seen, named) });
  };
  const end = (seen: Seen, { outcome, text, said, type }: Turn): void => {
    // Said by the consumer of one that comes twice: the first has the end.
    if (outcome === 'seen' && said.message === 'delivered' && seen.row.outcome === 'delivered') return;
    if (said.person !== undefined) seen.person = said.person;
    change(seen, { outcome, text, took: now() - seen.row.at, ...(type !== '' && { type }) });
  };
  const hear = (seen: Seen, { line, said, turn }: Heard): void => {
    seen.lines.push(line);
    seen.said.push(said);
    const call = said.request === undefined ? undefined : calls.get(said.request);
    if (call) seen.calls.push(call);
    if (turn) end(seen, turn);
  };
  const trail = trails({ most: MOST.webhooks, now, hear, taken: (seen) => change(seen, { find: findable(seen, seen.row) }) });
  const count = ({ row: { provider, at } }: Seen): void =>
    void counts.set(provider, { lastAt: at, count: (counts.get(provider)?.count ?? 0) + 1 });
  const receive = (seen: Seen, heard: Heard): void => {
    const { said, turn } = heard;
    if (isVerified(said)) count(seen);
    if (said.correlation_id !== undefined) name(seen, said);
    hear(seen, heard);
    // What comes of it is told of the one that was not swallowed.
    if (said.correlation_id !== undefined && turn?.outcome !== 'seen') trail.follow(said.correlation_id, seen);
  };

  return {
    rows: () => [...all.values()].map(({ row }) => row).reverse(),
    one: (id) => all.get(id),
    of: (provider) => counts.get(provider) ?? { lastAt: null, count: 0 },
    watch(tell) {
      watching.add(tell);
      return () => void watching.delete(tell);
    },
    onWebhook({ id, event }) {
      const at = now();
      const provider = event.rawPath.split('/')[2] ?? '';
      const row: Row = { id, at, provider, type: '', reference: '', outcome: 'working', text: '', status: 0, took: 0, find: provider };
      const seen: Seen = { row, event, answer: '', said: [], lines: [], calls: [] };
      all.set(id, seen);
      change(seen, {});
    },
    onAnswer({ id = '', status, said = '' }) {
      const seen = all.get(id);
      if (!seen) return;
      seen.answer = said;
      const failed = status >= 500 && seen.row.outcome === 'working';
      change(seen, { status, took: now() - seen.row.at, ...(failed && { outcome: 'failed', text: `${status} ${said}` }) });
    },
    onLine(line) {
      const said = saidIn(line);
      if (!said) return;
      const heard = { line: line.line, said, turn: follow(said) };
      const received = all.get(line.request ?? '');
      if (received) receive(received, heard);
      else if (said.correlation_id !== undefined) trail.hear(said.correlation_id, heard);
    },
    onBatch: (records) => records.forEach(trail.take),
    onCall(entry) {
      if (entry.request !== undefined) calls.set(entry.request, entry);
    },
  };
}
