/** An answer that is asked for anew only once it is so many milliseconds old; a failure is not kept. */
export function kept<Value>(ms: number, ask: () => Promise<Value>): () => Promise<Value> {
  let last: { readonly until: number; readonly value: Promise<Value> } | undefined;
  return async () => {
    if (last && Date.now() < last.until) return last.value;
    const value = ask();
    last = { value, until: Date.now() + ms };
    value.catch(() => (last = undefined));
    return value;
  };
}
