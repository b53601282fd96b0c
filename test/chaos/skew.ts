// Loaded into each function before its code: a clock that is up to two seconds off, and steps back while it runs.
const real = Date.now;
const began = real();
const skew = ((process.pid % 5) - 2) * 1000;
const stepAfter = 5000 + (process.pid % 7) * 1000;
const now = (): number => real() + skew - (real() - began > stepAfter ? 1000 : 0);

class Skewed extends Date {
  constructor(...given: readonly (string | number)[]) {
    // All that anybody gives a date is a moment, or nothing.
    super(given[0] ?? now());
  }

  static override now = now;
}

Object.assign(globalThis, { Date: Skewed });
