export interface Tally {
  add(count: number): void;
  end(): void;
}

/** Without a terminal a line for so many. */
const EVERY = 1000;

/** Counts on standard error what nobody knows the total of; where the list itself can be watched it says nothing until the end. */
export function tally(what: string): Tally {
  const line = (count: number): string => `${count.toLocaleString('en')} ${what}`;
  const isWatched = process.stdout.isTTY;
  let sum = 0;
  return {
    add(count) {
      const before = sum;
      sum += count;
      if (isWatched) return;
      if (process.stderr.isTTY) process.stderr.write(`\r${line(sum)}`);
      else if (Math.floor(sum / EVERY) > Math.floor(before / EVERY)) process.stderr.write(`${line(sum)} so far\n`);
    },
    end: () => void process.stderr.write(`${process.stderr.isTTY && !isWatched ? '\r' : ''}${line(sum)}\n`),
  };
}
