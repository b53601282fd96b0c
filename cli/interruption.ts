/** Ctrl-C ends the work after what is at hand; a second one ends the process. */
export function interruption(): AbortSignal {
  const interrupt = new AbortController();
  process.once('SIGINT', () => {
    process.exitCode = 130;
    interrupt.abort();
  });
  return interrupt.signal;
}
