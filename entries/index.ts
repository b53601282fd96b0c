export type { BuiltIn } from '../functions/webhooks/registry.ts';
export { BUNCE_LIVE, BUNCE_SANDBOX, type Config, defineConfig } from '../shared/config/config.ts';
