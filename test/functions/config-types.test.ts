import { expect, it } from 'vitest';

import committed from '../../bunce-sync.config.ts';
import { defineConfig } from '../../entries/index.ts';

it('a config names the settings of built-in providers to the letter, or does not compile', () => {
  const { bunce, identity, defaultCountry, events } = committed;
  const whole = { bunce, identity, defaultCountry, events };
  const config = defineConfig({
    ...whole,
    providers: { paystack: {}, stripe: { tolerance: '10m' }, paypal: { webhookId: '4JH8' } },
  });
  // @ts-expect-error a secret
  defineConfig({ ...whole, providers: { paystack: { secret: 'x' } } });
  // @ts-expect-error a mistyped name
  defineConfig({ ...whole, providers: { stripe: { tolerence: '10m' } } });
  // @ts-expect-error another kind of value
  defineConfig({ ...whole, providers: { stripe: { tolerance: 600 } } });
  // @ts-expect-error what it cannot work without
  defineConfig({ ...whole, providers: { paypal: {} } });
  // @ts-expect-error no such provider
  defineConfig({ ...whole, providers: { paystak: {} } });
  expect(config.providers).toEqual({ paystack: {}, stripe: { tolerance: '10m' }, paypal: { webhookId: '4JH8' } });
});

it("a config names a team's own providers, which it says, beside the built-in ones", () => {
  const { bunce, identity, defaultCountry, events } = committed;
  const whole = { bunce, identity, defaultCountry, events };
  const config = defineConfig<'acme'>({ ...whole, providers: { acme: { region: 'NG' }, stripe: {} } });
  // @ts-expect-error a mistyped setting of a built-in one
  defineConfig<'acme'>({ ...whole, providers: { acme: {}, stripe: { tolerence: '10m' } } });
  // @ts-expect-error neither built in nor said
  defineConfig<'acme'>({ ...whole, providers: { acne: {} } });
  expect(config.providers).toEqual({ acme: { region: 'NG' }, stripe: {} });
});
