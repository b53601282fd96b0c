import { expect, it } from 'vitest';

import { readable } from '../../local/print.ts';

it.each([
  ['plain', 'F: plain'],
  ['{"level":"INFO","message":"accepted","timestamp":"t","type":"charge","commands":1}', 'F: INFO accepted  type=charge  commands=1'],
  [
    '{"level":"ERROR","message":"parked","timestamp":"t","function":"consumer","reason":"rejected","service":"S","provider":"p","parked":1,"_aws":{}}',
    'F: ERROR parked  reason=rejected',
  ],
  ['{"_aws":{"Timestamp":1},"webhooks":1}', undefined],
  ['{"half', 'F: {"half'],
])('shows %s as %s', (line, text) => {
  expect(readable({ function: 'F', line })).toBe(text);
});
