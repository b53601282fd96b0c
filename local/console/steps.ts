import type { Said } from '../way.ts';
import type { Outcome, Step } from './webhook.ts';
import type { Seen } from './seen.ts';

/** A webhook's way: verify, map, queued, planned, each call, settled; as far as it is known to go. */
export function stepsOf(seen: Seen): readonly Step[] {
  const { outcome } = seen.row;
  const received = seen.said.find(({ function: name }) => name !== 'consumer');
  const verified = verifyStep(seen, received);
  if (verified.state !== 'done') return [verified];
  const steps = [verified, mapStep(seen, received)];
  const endsHere = outcome === 'ignored' || outcome === 'nothing' || outcome === 'failed' || (outcome === 'parked' && !seen.taken);
  return endsHere ? steps : [...steps, ...consumerSteps(seen)];
}

const after = ({ row: { at } }: Seen, time: number | undefined): number | undefined =>
  time === undefined ? undefined : Math.max(0, time - at);

const timeOf = (said: Said | undefined): number | undefined => (said ? Date.parse(said.timestamp) : undefined);

function verifyStep(seen: Seen, received: Said | undefined): Step {
  const { outcome, text } = seen.row;
  const at = { name: 'verify', after: after(seen, timeOf(received)) } as const;
  if (outcome === 'refused' || outcome === 'failed') return { ...at, state: 'failed', text };
  if (!received) return { ...at, state: 'pending', text: 'its receiver is at work' };
  return { ...at, state: 'done', text: 'its signature is its provider’s' };
}

function mapStep(seen: Seen, received: Said | undefined): Step {
  const { outcome, text } = seen.row;
  const at = { name: 'map', after: after(seen, timeOf(received)) } as const;
  if (received?.message.startsWith('unreadable')) return { ...at, state: 'failed', text };
  if (outcome === 'ignored' || outcome === 'nothing') return { ...at, state: 'done', text };
  const names = seen.taken?.envelope.commands.map(({ command }) => (command.type === 'track-event' ? command.event.name : command.type));
  const count = received?.commands ?? 0;
  return { ...at, state: 'done', text: names?.join(', ') ?? `${count} ${count === 1 ? 'command' : 'commands'}` };
}

function consumerSteps(seen: Seen): readonly Step[] {
  if (seen.row.outcome === 'seen' && !seen.taken)
    return [{ name: 'queued', state: 'done', text: 'the queue has had the same webhook in the last five minutes: it is not taken again' }];
  const queued: Step = {
    name: 'queued',
    state: 'done',
    after: after(seen, seen.taken?.queuedAt),
    text: `in the group ${seen.taken?.envelope.group ?? '…'}`,
  };
  const planned: Step =
    seen.taken === undefined
      ? { name: 'planned', state: 'pending', text: 'it waits on the queue' }
      : { name: 'planned', state: 'done', after: after(seen, seen.taken.takenAt), text: 'taken by the consumer' };
  return [queued, planned, ...callSteps(seen), settledStep(seen)];
}

const callSteps = (seen: Seen): readonly Step[] =>
  seen.calls.map(({ at, method, path, query, status, effect }, call) => ({
    name: 'call',
    state: status >= 200 && status < 300 ? 'done' : 'failed',
    after: after(seen, Date.parse(at)),
    text: `${method} ${query === '' ? path : `${path}?${query}`} → ${status === 0 ? 'no answer' : status}${effect ? ` (${effect})` : ''}`,
    call,
  }));

const ENDS: Readonly<Partial<Record<Outcome, Step['state']>>> = { delivered: 'done', seen: 'done', parked: 'failed' };

function settledStep(seen: Seen): Step {
  const { outcome, text, took } = seen.row;
  const state = ENDS[outcome] ?? 'pending';
  return { name: 'settled', state, ...(state !== 'pending' && { after: took }), text: text === '' ? (SAID[outcome] ?? '') : text };
}

const SAID: Readonly<Partial<Record<Outcome, string>>> = { working: 'not yet', delivered: 'Bunce has it' };
