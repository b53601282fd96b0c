export interface LimitedMap<Value> {
  get(key: string): Value | undefined;
  /** Drops the oldest where it is one too many. */
  set(key: string, value: Value): void;
  values(): Iterable<Value>;
}

export interface Limits<Value> {
  readonly most: number;
  readonly bytes?: number;
  readonly sizeOf?: (value: Value) => number;
}

/** A map that forgets what it learnt first. */
export function limitedMap<Value>({ most, bytes = Infinity, sizeOf = () => 0 }: Limits<Value>): LimitedMap<Value> {
  const held = new Map<string, Value>();
  let size = 0;
  return {
    get: (key) => held.get(key),
    values: () => held.values(),
    set(key, value) {
      held.set(key, value);
      size += sizeOf(value);
      for (const [oldest, old] of held) {
        if (held.size <= most && size <= bytes) return;
        held.delete(oldest);
        size -= sizeOf(old);
      }
    },
  };
}
