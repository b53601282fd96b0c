import type { Answers } from './answers.ts';
import { attributes, events } from './bindings.ts';
import { literal } from './literal.ts';

const quoted = (text: string): string => literal(text);

/** `bunce-sync.config.ts`, as a team would write it by hand. */
export const configText = ({
  providers,
  identity,
  country,
}: Answers): string => `import { BUNCE_LIVE, BUNCE_SANDBOX, defineConfig } from 'bunce-sync';

export default defineConfig({
  bunce: { baseUrl: BUNCE_SANDBOX },
  // Whose customer ids are Bunce's; people of other providers are found by their e-mail.
  identity: ${quoted(identity)},
  // How a phone number without a country code reads.
  defaultCountry: ${quoted(country)},

  providers: ${literal(providers, '  ')},

  // What happened → the event in Bunce, and where each of its parameters comes from. "bunce-sync setup --create" defines them there.
  events: ${literal(events, '  ')},

  attributes: ${literal(attributes, '  ')},

  stages: {
    production: { bunce: { baseUrl: BUNCE_LIVE } },
  },
});
`;

interface Expectation {
  readonly config: string;
  /** Provider → the events in Bunce that its samples trigger. */
  readonly triggers: Readonly<Record<string, readonly string[]>>;
}

/** A test that says what the config does now, for whoever changes it. */
export const testText = ({ config, triggers }: Expectation): string => `import { join } from 'node:path';

import { triggersOf } from 'bunce-sync/testing';
import { expect, it } from 'vitest';

it('what each provider sends becomes these events in Bunce: ${config}', async () => {
  expect(await triggersOf(join(import.meta.dirname, '..'))).toEqual(${literal(triggers, '  ')});
});
`;
