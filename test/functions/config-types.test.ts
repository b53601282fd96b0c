import { expect, it } from 'vitest';

import committed from '../../bunce-sync.config.ts';
import type { BuiltIn } from '../../functions/webhooks/registry.ts';
import { defineConfig } from '../../shared/config/config.ts';

it('a config names the settings of built-in providers to the letter, or does not compile', () => {
  const { bunce, identity, defaultCountry, events } = committed;
  const whole = { bunce, identity, defaultCountry, events };
  const config = defineConfig<BuiltIn>({
    ...whole,
    providers: { paystack: {}, stripe: { tolerance: 600 }, paypal: { webhookId: '4JH8' } },
  });
  // @ts-expect-error a secret
  defineConfig<BuiltIn>({ ...whole, providers: { paystack: { secret: 'x' } } });
  // @ts-expect-error a mistyped name
  defineConfig<BuiltIn>({ ...whole, providers: { stripe: { tolerence: 600 } } });
  // @ts-expect-error another kind of value
  defineConfig<BuiltIn>({ ...whole, providers: { stripe: { tolerance: '600' } } });
  // @ts-expect-error what it cannot work without
  defineConfig<BuiltIn>({ ...whole, providers: { paypal: {} } });
  // @ts-expect-error no such provider
  defineConfig<BuiltIn>({ ...whole, providers: { paystak: {} } });
  expect(config.providers).toEqual({ paystack: {}, stripe: { tolerance: 600 }, paypal: { webhookId: '4JH8' } });
});
