/** Milliseconds after which a stop that hangs is cut short. */
const LIMIT = 5000;

/** Milliseconds after which what takes its time is told of. */
const TELLS = 1000;

let limit: NodeJS.Timeout | undefined;
let working = 0;

/** Ends the process where a stop hangs, from the first call on. */
export function limitStop(milliseconds = LIMIT): void {
  limit ??= setTimeout(() => working === 0 && process.exit(1), milliseconds).unref();
}

/** Does what no stop cuts short, however long it takes: what closes after it has the whole limit. */
export async function unlimited<Result>(what: string, work: () => Promise<Result> | Result): Promise<Result> {
  const telling = setTimeout(() => console.log(`${what}: this takes a while, and ends by itself`), TELLS);
  working += 1;
  try {
    return await work();
  } finally {
    clearTimeout(telling);
    working -= 1;
    limit?.refresh();
  }
}
