import { describe, expect, it } from 'vitest';

import { platformLogsOf } from '../../bench/platform-logs.ts';
import { project } from '../../bench/project.ts';
import { memoryIn, templateFor } from '../../bench/synthesized.ts';
import { fixedCostOf } from '../../infra/fixed-cost.ts';

describe('the template that is priced', () => {
  const template = templateFor({ project, providers: ['paystack', 'paypal', 'stripe'] });

  it('has the providers that were asked for and no others', () => {
    const { parts, unpriced } = fixedCostOf(template);
    expect(parts.secrets.count).toBe(3 + 1);
    expect(unpriced).toEqual([]);
  });

  it('tells the memory of its functions', () => {
    expect(memoryIn(template)).toEqual({ receiver: 512, consumer: 256 });
  });

  it('has an access log of which every variable has a length', () => {
    expect(platformLogsOf(template).access).toBeGreaterThan(100);
  });
});
