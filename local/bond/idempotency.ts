import { type Answer, refused } from './answer.ts';
import type { Asked, Bond } from './state.ts';

/** Milliseconds a key lives. */
const LIFE = 24 * 3_600_000;

interface Work {
  readonly asked: Asked;
  handle(): Answer;
}

/** A POST with a key that was answered within 24 hours is not done again. */
export function once({ answered, ports, switches }: Bond, { asked, handle }: Work): Answer {
  const key = asked.headers['idempotency-key'];
  if (asked.method !== 'POST' || key === undefined) return handle();
  const name = `${asked.path} ${String(key)}`;
  const now = ports.now().getTime();
  const first = answered.get(name);
  if (first && now - first.at < LIFE) {
    if (switches.idempotency === 'replay') return first.answer;
    return refused({ status: 400, code: 'idempotency_key_used', message: 'The Idempotency-Key was used before.' });
  }
  const answer = handle();
  answered.set(name, { at: now, answer });
  return answer;
}
