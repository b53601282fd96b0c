// Loaded into each function before its code: a clock that is up to two seconds off, and steps while it runs.
const real = Date.now;
const began = real();
const skew = ((process.pid % 5) - 2) * 1000;
const stepAfter = 5000 + (process.pid % 7) * 1000;
const now = () => real() + skew + (real() - began > stepAfter ? -Math.sign(skew || 1) * 1000 : 0);

globalThis.Date = class extends Date {
  constructor(...given) {
    if (given.length === 0) super(now());
    else super(...given);
  }

  static now() {
    return now();
  }
};
