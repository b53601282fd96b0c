import { describe, expect, it } from 'vitest';

import { checks } from '../../testing/checks.ts';
import type { Subject } from '../../testing/subject.ts';
import { groupFlaws } from './flawed-groups.ts';
import { historyFlaws } from './flawed-history.ts';
import { listFlaws } from './flawed-lists.ts';
import { mappingFlaws } from './flawed-mapping.ts';
import { metadataFlaws } from './flawed-metadata.ts';
import { peopleFlaws } from './flawed-people.ts';
import { requestFlaws } from './flawed-requests.ts';
import { secretFlaws } from './flawed-secrets.ts';
import { settingsFlaws } from './flawed-settings.ts';
import { signatureFlaws } from './flawed-signatures.ts';
import { valueFlaws } from './flawed-values.ts';
import { soundSubject } from './sound.ts';

const all = {
  ...signatureFlaws,
  ...secretFlaws,
  ...settingsFlaws,
  ...requestFlaws,
  ...mappingFlaws,
  ...groupFlaws,
  ...historyFlaws,
  ...peopleFlaws,
  ...listFlaws,
  ...metadataFlaws,
  ...valueFlaws,
};

/** The names of the checks that the subject fails. */
async function failedBy(subject: Subject): Promise<readonly string[]> {
  const failed: string[] = [];
  // One after the other: some count what the process does meanwhile.
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check(subject);
    } catch {
      failed.push(name);
    }
  }
  return failed;
}

describe('the contract suite', () => {
  it('passes a sound provider', async () => {
    expect(await failedBy(soundSubject)).toEqual([]);
  });

  it.each(Object.entries(all))('catches a provider that %s', async (_name, { caughtBy, flaw }) => {
    expect(await failedBy({ ...soundSubject, ...flaw })).toContain(caughtBy);
  });

  it('has no check that catches nothing', () => {
    const catching = new Set(Object.values(all).map(({ caughtBy }) => caughtBy));
    expect(Object.keys(checks).filter((name) => !catching.has(name))).toEqual([]);
  });
});
