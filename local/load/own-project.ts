import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const library = (file: string): string => JSON.stringify(join(ROOT, file));

export interface Configured {
  /** What a sign-up is called in Bunce. */
  readonly event?: string;
  /** Beside `acme`, its own. */
  readonly providers?: readonly string[];
}

/** The text of its config. */
export const ownConfig = ({ event = 'Signed up', providers = [] }: Configured = {}): string => `
import { BUNCE_SANDBOX, defineConfig } from ${library('entries/index.ts')};
export default defineConfig({
  bunce: { baseUrl: BUNCE_SANDBOX },
  defaultCountry: 'NG',
  providers: { ${['acme', ...providers].map((name) => `${name}: {}`).join(', ')} },
  events: { signed_up: { event: '${event}', parameters: { 'Signed up at': 'occurredAt' } } },
});`;

const PROVIDER = `
import { sharedSecret } from ${library('shared/webhook/shared-secret.ts')};
import { opened } from './map.ts';
export const provider = {
  name: 'acme',
  signature: sharedSecret({ header: 'x-acme' }),
  identify: (_, { type, id }) => ({ type, id, mode: 'live' }),
  events: { opened },
};`;

/** A project in a folder of its own, with a provider of its own: `map` is the text of its `map.ts`, which exports `opened`. */
export function makeOwnProject({ config = ownConfig(), map }: { readonly config?: string; readonly map: string }): string {
  const root = mkdtempSync(join(tmpdir(), 'bunce-sync-own-'));
  mkdirSync(join(root, 'providers/acme'), { recursive: true });
  const files = { 'bunce-sync.config.ts': config, 'providers/acme/provider.ts': PROVIDER, 'providers/acme/map.ts': map };
  for (const [file, text] of Object.entries({ ...files, 'package.json': '{"type":"module"}' })) writeFileSync(join(root, file), text);
  return root;
}
