import { expect } from 'vitest';

import type { Sample } from '../../cli/sample.ts';
import type { Provider, ProviderSettings } from '../../shared/webhook/provider.ts';
import { forgeryChecks } from './forgery-checks.ts';
import { groupChecks, type Happening } from './group-checks.ts';
import { identityChecks } from './identity-checks.ts';
import { mappingChecks } from './mapping-checks.ts';
import { type Amounts, moneyChecks } from './money-checks.ts';
import { secretChecks } from './secret-checks.ts';
import { proofChecks } from './proof-checks.ts';
import { requestChecks } from './request-checks.ts';
import { settingsChecks } from './settings-checks.ts';
import { signatureChecks } from './signature-checks.ts';
import { stampChecks } from './stamp-checks.ts';
import { valueChecks } from './value-checks.ts';

/** A provider with all that the contract needs to judge it. */
export interface Subject {
  readonly provider: Provider;
  readonly samples: readonly Sample[];
  readonly knownAnswers: readonly KnownAnswer[];
  /** What several of its samples are about, by the ids in their bodies. */
  readonly happenings: readonly Happening[];
  /** As its README says; undefined where it says nothing. */
  readonly amounts?: Amounts | undefined;
  /** Each as its README shows it: `stripe: { tolerance: 600 }`. */
  readonly settings?: readonly ProviderSettings[];
}

/** Signed by another implementation; `how` says which and by what command. */
export interface KnownAnswer {
  readonly how: string;
  readonly secret: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Unix seconds. */
  readonly now?: number | undefined;
  readonly url?: string | undefined;
  readonly webhookId?: string | undefined;
}

/** Rejects when the provider breaks the promise that the check is named for. */
export type Check = (subject: Subject) => void | Promise<void>;

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
  ...valueChecks,
  ...moneyChecks,
  ...requestChecks,
  ...forgeryChecks,
  'brings a known answer and a sample': ({ samples, knownAnswers }) => {
    expect(samples.length).toBeGreaterThan(0);
    expect(knownAnswers.length).toBeGreaterThan(0);
  },
};
