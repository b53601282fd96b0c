import { expect } from 'vitest';

import { forgeryChecks } from './forgery-checks.ts';
import { groupChecks } from './group-checks.ts';
import { historyChecks } from './history-checks.ts';
import { listChecks } from './list-checks.ts';
import { identityChecks } from './identity-checks.ts';
import { mappingChecks } from './mapping-checks.ts';
import { metadataChecks } from './metadata-checks.ts';
import { moneyChecks } from './money-checks.ts';
import { secretChecks } from './secret-checks.ts';
import { personChecks } from './person-checks.ts';
import { proofChecks } from './proof-checks.ts';
import { requestChecks } from './request-checks.ts';
import { settingsChecks } from './settings-checks.ts';
import { signatureChecks } from './signature-checks.ts';
import { stampChecks } from './stamp-checks.ts';
import type { Check } from './subject.ts';
import { valueChecks } from './value-checks.ts';

/** Milliseconds for one of them: some read hundreds of webhooks, on a machine that may be busy. */
export const PATIENCE = 60_000;

/** What every provider owes. The same list runs over flawed providers, each of which must fail the check named for it. */
export const checks: Readonly<Record<string, Check>> = {
  ...signatureChecks,
  ...secretChecks,
  ...proofChecks,
  ...stampChecks,
  ...settingsChecks,
  ...identityChecks,
  ...mappingChecks,
  ...groupChecks,
  ...historyChecks,
  ...personChecks,
  ...listChecks,
  ...metadataChecks,
  ...valueChecks,
  ...moneyChecks,
  ...requestChecks,
  ...forgeryChecks,
  'brings a known answer and a sample': ({ samples, knownAnswers }) => {
    expect(samples.length).toBeGreaterThan(0);
    expect(knownAnswers.length).toBeGreaterThan(0);
  },
};
