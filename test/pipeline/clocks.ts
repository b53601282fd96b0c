/** The consumer's clocks in seconds, short enough for a test; everything else is as deployed. */
export const CLOCKS = {
  callsPerMinute: 60_000,
  backoffFloor: 1,
  backoffCeiling: 2,
  backoffLastCeiling: 2,
  gateClosed: 1,
  lockOut: 1,
  waitForSibling: 4,
};
