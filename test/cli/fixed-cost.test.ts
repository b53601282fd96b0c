import { expect, it } from 'vitest';

import { fixedCostIn } from '../../cli/deploy/fixed-cost.ts';

it('says what a stack costs before any traffic, part by part', () => {
  const secret = { Type: 'AWS::SecretsManager::Secret' };
  const alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors', Period: 60 } };
  const resources = { A: secret, B: secret, Watching: alarm, Page: { Type: 'AWS::CloudWatch::Dashboard' } };
  expect(fixedCostIn({ Resources: resources })).toEqual([
    'fixed cost: $3.90 a month at the list prices of 2026-11-27 in us-east-1 (2 secrets $0.80, alarm metric $0.10, dashboard $3.00), before any traffic',
  ]);
});

it("names what else stands in a team's own stack, whatever that may cost", () => {
  expect(fixedCostIn({ Resources: { Nat: { Type: 'AWS::EC2::NatGateway' } } })).toEqual([
    'fixed cost: $0.00 a month at the list prices of 2026-11-27 in us-east-1 (nothing that has a price of its own), before any traffic',
    'not in it, for its price is not known here: Nat (AWS::EC2::NatGateway): no price is known',
  ]);
});
