/** What has to be closed at the end, last opened first. */
export interface Closing {
  add(close: () => Promise<unknown>): void;
  /** Closes everything once; what fails to close does not keep the rest open. */
  all(): Promise<void>;
}

export function closingList(): Closing {
  const open: (() => Promise<unknown>)[] = [];
  return {
    add: (close) => void open.push(close),
    async all() {
      for (let close = open.pop(); close; close = open.pop()) await close().catch(() => {});
    },
  };
}

/** Waits for all even when one fails, so that nothing starts behind the back of whoever cleans up. */
export async function together<Results extends readonly unknown[]>(work: {
  readonly [Index in keyof Results]: Promise<Results[Index]>;
}): Promise<{ -readonly [Index in keyof Results]: Awaited<Results[Index]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
