import { describe, expect, it } from 'vitest';

import { circuitBreaker } from '../../../../functions/consumer/calls/circuit-breaker.ts';
import type { Judgement } from '../../../../shared/bunce/status.ts';

const OK: Judgement = { kind: 'ok', body: undefined };
const REFUSED: Judgement = { kind: 'refused', status: 422, message: '' };
const DOWN: Judgement = { kind: 'down', status: 500, message: '', after: null };
const LOST: Judgement = { kind: 'unsure', status: null, message: '', after: null };
const WRONG_KEY: Judgement = { kind: 'misdirected', status: 403, message: '', setting: 'key' };
const NO_KEY: Judgement = { kind: 'misdirected', status: null, message: '', setting: 'key' };
const busy = (after: number): Judgement => ({ kind: 'busy', status: 429, message: '', after });

const closed = () => {
  const clock = { now: 10_000_000 };
  const circuit = circuitBreaker({ now: () => clock.now, openFor: 60 });
  const tell = (judgement: Judgement, ...messages: readonly string[]) => messages.map((message) => circuit.enter()(judgement, message));
  return { clock, circuit, tell };
};

const opened = () => {
  const all = closed();
  all.tell(WRONG_KEY, 'a', 'b', 'c');
  return all;
};

describe('a closed circuit', () => {
  it.each([
    ['a wrong key or a firewall', WRONG_KEY, 3],
    ['faults of Bunce', DOWN, 3],
    ['lost answers', LOST, 6],
  ])('opens on %s once so many different messages in a row have met it', (_, judgement, strikes) => {
    const { circuit, tell } = closed();
    const messages = ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, strikes);
    expect(tell(judgement, ...messages)).toEqual(messages.map((_, index) => index === strikes - 1));
    expect(circuit.wait()).toBe(60_000);
  });

  it.each([WRONG_KEY, DOWN, LOST])('stays closed when it is one message that fails again and again: $kind', (judgement) => {
    const { circuit, tell } = closed();
    expect(tell(judgement, ...Array.from({ length: 20 }, () => 'a'))).not.toContain(true);
    expect(circuit.wait()).toBe(0);
  });

  it.each([OK, REFUSED, busy(0)])('counts anew after Bunce has answered: $kind', (answer) => {
    const { tell } = closed();
    tell(WRONG_KEY, 'a', 'b');
    tell(answer, 'c');
    expect(tell(DOWN, 'd', 'e', 'f')).toEqual([false, false, true]);
  });

  it('counts failures of all kinds together, and opens at the first that is no doubt', () => {
    const { tell } = closed();
    expect([...tell(LOST, 'a', 'b', 'c', 'd'), ...tell(DOWN, 'e')]).toEqual([false, false, false, false, true]);
  });

  it('opens at once without a key: nobody was asked, so no message is to blame', () => {
    expect(closed().tell(NO_KEY, 'a')).toEqual([true]);
  });

  it('keeps away for as long as Bunce shuts us out, and is then closed still', () => {
    const { circuit, clock, tell } = closed();
    expect(tell(busy(60), 'a')).toEqual([false]);
    expect(circuit.wait()).toBe(60_000);
    clock.now += 60_000;
    circuit.enter();
    expect(circuit.wait()).toBe(0);
  });
});

describe('an open circuit', () => {
  it('lets one probe through after its time, and closes when it succeeds', () => {
    const { circuit, clock } = opened();
    clock.now += 59_999;
    expect(circuit.wait()).toBe(1);
    clock.now += 1;
    const probe = circuit.enter();
    expect(circuit.wait()).toBeGreaterThan(0);
    expect(probe(OK, 'b')).toBe(false);
    expect(circuit.wait()).toBe(0);
  });

  it('lets another probe through when the first was not sent after all', () => {
    const { circuit, clock } = opened();
    clock.now += 60_000;
    circuit.enter()(undefined, '');
    expect(circuit.wait()).toBe(0);
    expect(circuit.enter()(DOWN, 'b')).toBe(true);
  });

  it.each([DOWN, LOST, WRONG_KEY])('stays open when the probe fails, whosever it is: $kind', (judgement) => {
    const { circuit, clock, tell } = opened();
    clock.now += 60_000;
    expect(tell(judgement, 'a')).toEqual([true]);
    expect(circuit.wait()).toBe(60_000);
  });

  it('is not closed by an answer to a call that was under way, and holds nothing against its message', () => {
    const { circuit, tell } = closed();
    const [late, later] = [circuit.enter(), circuit.enter()];
    tell(WRONG_KEY, 'a', 'b', 'c');
    expect(late(OK, 'd')).toBe(false);
    expect(later(DOWN, 'e')).toBe(true);
    expect(circuit.wait()).toBe(60_000);
  });
});

describe('a clock', () => {
  it.each([-3_600_000, -1000, 0])('that steps by %i ms while the circuit is open makes nobody wait longer', (step) => {
    const { circuit, clock } = opened();
    clock.now += 20_000;
    expect(circuit.wait()).toBe(40_000);
    clock.now += step;
    expect(circuit.wait()).toBe(40_000);
    clock.now += 40_000;
    expect(circuit.wait()).toBe(0);
  });

  it('that jumps ahead lets a probe through, no more', () => {
    const { circuit, clock } = opened();
    clock.now += 3_600_000;
    circuit.enter();
    expect(circuit.wait()).toBeGreaterThan(0);
  });
});
