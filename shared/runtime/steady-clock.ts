/** Milliseconds that only ever grow: while the wall's clock steps back no time passes, and none has to be made up for. */
export function steadyClock(now: () => number): () => number {
  let seenAt = now();
  let passed = 0;
  return () => {
    const at = now();
    passed += Math.max(0, at - seenAt);
    seenAt = at;
    return passed;
  };
}
