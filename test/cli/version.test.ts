import { expect, it } from 'vitest';

import { versionFinding } from '../../cli/doctor/version.ts';

it.each([
  ['0.2.0', 'green', '0.2.0, deployed and installed', undefined],
  [undefined, 'note', 'what is deployed does not say which it is; 0.2.0 is installed', 'deploy --stage production'],
  ['0.1.9', 'note', '0.1.9 is deployed, 0.2.0 is installed', 'read CHANGELOG.md, then'],
  ['0.10.0', 'red', '0.10.0 is deployed, 0.2.0 is installed', 'npm i -D bunce-sync@0.10.0 before'],
  ['1.0.0', 'red', '1.0.0 is deployed, 0.2.0 is installed', 'npm i -D bunce-sync@1.0.0 before'],
])('where %s is deployed the version is %s', (deployed, state, text, fix) => {
  const finding = versionFinding({ deployed, installed: '0.2.0', flags: ' --stage production' });
  expect(finding).toEqual({ check: 'version', state, text, ...(fix !== undefined && { fix: expect.stringContaining(fix) as string }) });
});
