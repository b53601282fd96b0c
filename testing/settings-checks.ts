import { expect } from 'vitest';

import type { Provider } from '../shared/webhook/provider.ts';
import type { Check } from './subject.ts';
import { hasStamp } from './stamp-checks.ts';

const known = ({ settings }: Provider): readonly string[] => Object.keys(settings?.shape ?? {});

/** What the config may say of a provider, and what it would otherwise say in vain. */
export const settingsChecks: Readonly<Record<string, Check>> = {
  'takes the settings that its README shows': ({ provider, settings = [] }) => {
    for (const given of settings) {
      expect(known(provider)).toEqual(expect.arrayContaining(Object.keys(given)));
      expect(provider.settings?.safeParse(given).error?.issues ?? []).toEqual([]);
    }
  },

  'may be given what its signature needs': ({ provider }) => {
    expect(known(provider)).toEqual(expect.arrayContaining([...(provider.signature.needs ?? [])]));
  },

  'lets the config say how old a stamp may be': ({ provider, samples: [sample] }) => {
    if (sample && hasStamp(provider, sample)) expect(known(provider)).toContain('tolerance');
  },
};
