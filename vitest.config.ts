import { defineConfig } from 'vitest/config';

const whole = ['test/pipeline/**/*.test.ts'];
const browser = ['test/browser/**/*.test.ts'];
/** Each of many processes of the command line, or of many rounds: what of it counts most stays among the parts. */
const long = [
  'test/functions/consumer/losing.test.ts',
  'test/cli/senders.test.ts',
  'test/cli/erase-{halfway,bond,whom,aws}.test.ts',
  'test/cli/reconcile-{hidden,thousand}.test.ts',
  'test/cli/bond{,-update,-deployed}.test.ts',
  'test/cli/bunce-{commands,documented,documented-values,place}.test.ts',
];
const packaged = ['test/package/{contents,install}.test.ts'];
const chaos = [
  'test/chaos/**/*.test.ts',
  'test/gameday/**/*.test.ts',
  'test/cli/parked-kill.test.ts',
  'test/cli/new-provider-trial.test.ts',
];

export default defineConfig({
  test: {
    reporters: ['default', './test/count-reporter.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // No module keeps state, so files share what they import: half of a file's time would be reading it again.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts', 'functions/**/*.test.ts'],
          exclude: [...whole, ...browser, ...long, ...chaos, ...packaged],
        },
      },
      {
        extends: true,
        // The stack is synthesized once for all of these; each file runs it with servers of its own.
        test: {
          name: 'whole',
          include: whole,
          globalSetup: './test/pipeline/assembly.ts',
          expect: { poll: { timeout: 30_000, interval: 100 } },
        },
      },
      // `npm run test:long`.
      { extends: true, test: { name: 'long', include: long, expect: { poll: { timeout: 30_000, interval: 100 } } } },
      // Wants a Chromium: `npm run test:browser`.
      {
        extends: true,
        test: {
          name: 'browser',
          include: browser,
          globalSetup: './test/pipeline/assembly.ts',
          expect: { poll: { timeout: 30_000, interval: 100 } },
        },
      },
      // Builds, packs and installs: `npm run test:package`.
      {
        extends: true,
        test: { name: 'package', include: packaged, globalSetup: './test/package/packed.ts', testTimeout: 600_000, hookTimeout: 600_000 },
      },
      // Compressed clocks, and whole trials, want a machine to themselves: `npm run test:chaos`.
      { extends: true, test: { name: 'chaos', include: chaos, fileParallelism: false, maxConcurrency: 2 } },
    ],
  },
});
