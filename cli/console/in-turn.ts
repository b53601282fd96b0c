/** Does one thing after the other, whoever asks. */
export function inTurn(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return async (work) => {
    const next = last.then(work);
    last = next.catch(() => {});
    return next;
  };
}
