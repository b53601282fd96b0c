import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'functions/**/*.test.ts'],
    reporters: ['default', './test/count-reporter.ts'],
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000, interval: 100 } },
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
