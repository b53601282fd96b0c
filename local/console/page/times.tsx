const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

const isToday = (at: number): boolean => new Date(at).toDateString() === new Date().toDateString();

interface TimeProps {
  readonly at: number;
  /** Never the day. */
  readonly isShort?: boolean;
}

/** The clock's time, and the day where that is another one. */
export function Time({ at, isShort = false }: TimeProps) {
  const time = new Date(at);
  return (
    <time dateTime={time.toISOString()} title={time.toISOString()}>
      {isShort || isToday(at) ? clock.format(time) : `${day.format(time)} ${clock.format(time)}`}
    </time>
  );
}

/** A span in words: `41 ms`, `2.4 s`, `3 min`. */
export function spanOf(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`;
  return `${Math.round(ms / 3_600_000)} h`;
}
