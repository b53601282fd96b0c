import { describe, expect, it } from 'vitest';

import committed from '../../bunce-sync.config.ts';
import { providers } from '../../functions/webhooks/registry.ts';
import { enabled } from '../../infra/enabled.ts';
import type { Config } from '../../shared/config/config.ts';
import { ConfigError } from '../../shared/config/config-error.ts';
import type { HmacSource } from '../../shared/webhook/generic-source.ts';
import type { ProviderSettings } from '../../shared/webhook/provider.ts';

/** What the config's check complains of, line by line. */
function mistakes(config: Pick<Config, 'providers' | 'generic'>): readonly string[] {
  try {
    enabled({ config, ownProviders: {} });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
}

const complaint = (name: string, given: ProviderSettings): string => mistakes({ providers: { [name]: given } }).join('\n');

const BOND = { baseUrl: 'https://sandbox.bond.tech/api/v0.1' };
const PAYPAL = { webhookId: '4JH86294D6297924G' };
const STAMPED = ['clerk', 'paddle', 'polar', 'revenuecat', 'standard-webhooks', 'stripe', 'supabase', 'workos'];
const BARE = ['auth0', 'chargebee', 'flutterwave', 'hmac', 'lemonsqueezy', 'monnify', 'paystack', 'segment', 'shopify', 'woocommerce'];

const good: readonly (readonly [string, ProviderSettings])[] = [
  ...[...STAMPED, ...BARE, 'kora', 'mono', 'square'].map((name) => [name, {}] as const),
  ...STAMPED.map((name) => [name, { tolerance: '10m' }] as const),
  ['bond', BOND],
  ['bond', { ...BOND, tolerance: '1d' }],
  ['kora', { baseUrl: 'https://api.korapay.com/merchant/api/v1' }],
  ['mono', { baseUrl: 'https://api.withmono.com/v2' }],
  ['paypal', PAYPAL],
  ['paypal', { ...PAYPAL, tolerance: '4d' }],
  ['square', { url: 'https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/webhooks/square' }],
  ['square', { url: 'https://hooks.shop.ng/3f786850e387550fdab836ed7e6dc881de23001b/square' }],
];

const bad: readonly (readonly [string, ProviderSettings, RegExp])[] = [
  ...BARE.map(
    (name) => [name, { tolerance: '10m' }, new RegExp(`${name}.tolerance: no such setting; ${name} takes .*and as any`)] as const,
  ),
  ...STAMPED.map((name) => [name, { tolerence: '10m' }, /tolerence: no such setting; did you mean tolerance\?$/] as const),
  ['stripe', { tolerance: '600' }, /^providers\.stripe\.tolerance: expected a duration such as '5m', got '600': its unit is missing/],
  ['stripe', { tolerance: '0s' }, /tolerance: expected a duration/],
  ['stripe', { tolerance: 600 }, /tolerance: expected a duration such as '5m', got 600: if that was seconds, write '600s'$/],
  ['bond', {}, /^providers\.bond\.baseUrl: expected the base URL of Bond's API/],
  ['bond', { baseURL: BOND.baseUrl }, /baseUrl: expected .*\nproviders\.bond\.baseURL: .* mean baseUrl\?$/],
  ['bond', { baseUrl: 'http://sandbox.bond.tech/api/v0.1' }, /baseUrl: expected .* https:/],
  ['bond', { baseUrl: 'sandbox.bond.tech' }, /baseUrl: expected .* https:/],
  ['kora', { baseUrl: true }, /baseUrl: expected the base URL/],
  ['paypal', {}, /^providers\.paypal\.webhookId: expected the webhook's id/],
  ['square', { notificationUrl: 'https://hooks.shop.ng/' }, /square takes url, testHeader, and as any provider is, /],
];

const placeholders: readonly (readonly [string, ProviderSettings])[] = [
  ...['', ' ', '…', '<webhook id>', 'YOUR_WEBHOOK_ID', 'your-webhook-id', 'CHANGE_ME', 'changeme', 'xxxx', 'TODO'].map(
    (webhookId) => ['paypal', { webhookId }] as const,
  ),
  ...['hooks.example.com', 'example.org', 'bond.example', 'your-domain.com', 'hooks.test'].map(
    (host) => ['square', { url: `https://${host}/webhooks/square` }] as const,
  ),
  ['bond', { baseUrl: 'https://…/api/v0.1' }],
];

const secrets: readonly (readonly [string, ProviderSettings])[] = [
  ['paystack', { secret: 'x' }],
  ['stripe', { apiKey: 'x' }],
  ['clerk', { signing_secret: 'x' }],
  ['auth0', { token: 'x' }],
  ['chargebee', { password: 'x' }],
  ['bond', { ...BOND, identity: 'x' }],
  ['kora', { secretKey: 'x' }],
  ...[
    'sk_live_0000aaaa',
    'whsec_c2VjcmV0',
    'v1,whsec_c2VjcmV0',
    'pdl_ntfset_01',
    'polar_whs_abc',
    'FLWSECK_TEST-1',
    '-----BEGIN RSA PRIVATE KEY-----',
    'AKIAIOSFODNN7EXAMPLE',
    'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    'd0763edaa9d9bd2a9516280e9044d885d0763edaa9d9bd2a9516280e9044d885',
    'd0763edaa9d9bd2a9516280e9044d885',
    'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=',
  ].flatMap((value) => [['paystack', { anything: value }] as const, ['paypal', { webhookId: value }] as const]),
  ['square', { url: 'https://user:hunter22@hooks.shop.ng/square' }],
  ['square', { url: 'https://hooks.shop.ng/square?t=d0763edaa9d9bd2a9516280e9044d885' }],
];

describe('the settings of a provider', () => {
  it('are tried here for every provider', () => {
    expect(new Set(good.map(([name]) => name))).toEqual(new Set(Object.keys(providers)));
  });

  it.each(good)('%s takes %o', (name, given) => {
    expect(complaint(name, given)).toBe('');
  });

  it.each(bad)('%s refuses %o and says why', (name, given, why) => {
    expect(complaint(name, given)).toMatch(why);
  });

  it.each(placeholders)('%s refuses what is still to be filled in: %o', (name, given) => {
    expect(complaint(name, given)).toMatch(/: is empty or a placeholder/);
  });

  it.each(secrets)('%s refuses a secret, %o, and never repeats it', (name, given) => {
    const said = complaint(name, given);
    expect(said).toMatch(new RegExp(`: a secret does not belong in the config.*"npm run cli -- secrets set ${name}"$`));
    const [value = ''] = Object.values(given).slice(-1);
    if (String(value).length > 1) expect(said).not.toContain(value);
  });

  it('are told wrong all at once, and those of the committed config are right', () => {
    const places = mistakes({ providers: { paystack: { secret: 'x' }, paystak: {}, paypal: {}, bond: {}, stripe: { tolerance: '-1s' } } });
    expect(places.map((text) => text.split(':')[0])).toEqual([
      'providers.bond.baseUrl',
      'providers.paypal.webhookId',
      'providers.paystack.secret',
      'providers.paystak',
      'providers.stripe.tolerance',
    ]);
    expect(mistakes(committed)).toEqual([]);
  });
});

describe('the settings of a sender of the config', () => {
  const STAMP = { mode: 'hmac', header: 'X-Sign', message: '{timestamp}.{body}', timestamp: { header: 'X-Time' } } as const;
  const BY_URL = { mode: 'hmac', header: 'X-Sign', message: '{url}{body}' } as const;
  const by = (signature: HmacSource['signature'], settings?: ProviderSettings): string =>
    mistakes({ providers: {}, generic: { 'my-app': { scheme: 'hmac', signature, on: {}, ...(settings && { settings }) } } }).join('\n');

  it('follow from how it signs', () => {
    expect(by(STAMP, { tolerance: '10m' })).toBe('');
    expect(by(BY_URL, { url: 'https://hooks.shop.ng/webhooks/my-app' })).toBe('');
    expect(by({ mode: 'basic' })).toBe('');
    expect(by(BY_URL)).toMatch(/^generic\.my-app\.settings\.url: expected the URL that the sender signs/);
    expect(by({ mode: 'basic' }, { tolerance: '10m' })).toMatch(/^generic\.my-app\.settings\.tolerance: no such setting/);
    expect(by(STAMP, { secret: 'x' })).toMatch(/^generic\.my-app\.settings\.secret: .* secrets set my-app"$/);
    expect(by(BY_URL, { url: 'https://example.com/' })).toMatch(/url: is empty or a placeholder/);
  });

  it('of the standard scheme are its tolerance', () => {
    const standard = (settings: ProviderSettings) =>
      mistakes({ providers: {}, generic: { crm: { scheme: 'standard-webhooks', on: {}, settings } } }).join('\n');
    expect(standard({ tolerance: '60s' })).toBe('');
    expect(standard({ url: 'https://hooks.shop.ng/' })).toMatch(
      /generic\.crm\.settings\.url: no such setting; crm takes tolerance, and as any provider is, events, quiet$/,
    );
  });
});
