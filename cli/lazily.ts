/** An action whose module is read when it runs: AWS's clients take a moment that the other commands need not wait for. */
export const lazily =
  <Actions>(load: () => Promise<Actions>) =>
  <Given extends unknown[]>(pick: (actions: Actions) => (...given: Given) => Promise<void>) =>
  async (...given: Given): Promise<void> =>
    pick(await load())(...given);
