import { useEffect, useState } from 'preact/hooks';

/** Whole seconds until then, counted down; 0 once it is past, and for null. */
export function useSecondsTo(until: number | null): number {
  const [now, setNow] = useState(Date.now());
  const isOver = until === null || until <= now;
  useEffect(() => {
    setNow(Date.now());
    if (isOver) return undefined;
    const clock = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(clock);
  }, [until, isOver]);
  return isOver ? 0 : Math.ceil((until - now) / 1000);
}
