import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { expect } from 'vitest';

import type { Home } from '../local/samples.ts';
import { moneyIn } from './money-checks.ts';
import { commandsIn, readingOf } from './reading.ts';
import type { Subject } from './subject.ts';
import { readmeIn } from './subject-of.ts';

/** Rejects when the folder leaves its readers without what the check is named for. */
export type FolderCheck = (subject: Subject, home: Home) => void | Promise<void>;

const telling =
  (words: RegExp): FolderCheck =>
  (_subject, home) => {
    expect(readmeIn(home)).toMatch(words);
  };

/** What every provider's folder owes its readers. */
export const folderChecks: Readonly<Record<string, FolderCheck>> = {
  'has every fact filled in': (_subject, { folder }) => {
    const files = readdirSync(folder).filter((file) => statSync(join(folder, file)).isFile());
    expect(files.filter((file) => readFileSync(join(folder, file), 'utf8').includes('FILL IN'))).toEqual([]);
  },

  'tells in its README what becomes of every event': ({ provider }, home) => {
    const readme = readmeIn(home);
    expect(Object.keys(provider.events).filter((type) => !readme.includes(`\`${type}\``))).toEqual([]);
    expect(readme.split('\n').length).toBeLessThanOrEqual(61);
  },

  'tells in its README how it is set up': telling(/^## Set-up$/m),
  'tells in its README how a secret is rotated': telling(/rotat/i),
  'tells in its README how often it tries, and what it is answered': telling(/\b200\b/),
  'tells in its README which of several webhooks a purchase is taken from': telling(/\bfamily\b/),

  'shows every setting in its README': ({ provider, settings = [] }) => {
    const shown = new Set(settings.flatMap((given) => Object.keys(given)));
    expect(shown).toEqual(new Set(Object.keys(provider.settings?.shape ?? {})));
  },

  'tells in its README how it counts money': async ({ provider, samples, amounts }) => {
    const readings = await Promise.all(samples.map(async (sample) => readingOf(provider, sample)));
    expect(amounts !== undefined).toBe(readings.some((reading) => moneyIn(commandsIn(reading)).some(({ amount }) => amount)));
  },
};
