import { readFileSync } from 'node:fs';

import * as z from 'zod/mini';

import type { Provider } from '../../shared/webhook/provider.ts';
import { command } from '../../shared/runtime/command.ts';

const Outputs = z.record(z.string(), z.record(z.string(), z.string()));

interface Deployed {
  readonly providers: readonly Pick<Provider, 'name' | 'signature'>[];
  /** To stand behind each command. */
  readonly flags: string;
}

/** The URLs to register, as CDK wrote them down, and what to run now. */
export function nextSteps(outputs: string, { providers, flags }: Deployed): string {
  const told = Object.values(Outputs.parse(JSON.parse(readFileSync(outputs, 'utf8'))));
  const urls = told.flatMap(Object.entries<string>).filter(([name]) => /WebhookUrl[A-Z]\w*$/.test(name));
  const ofEach = providers.map(({ name, signature: { keysAt } }) => {
    const first = keysAt === undefined ? `${command(`secrets set ${name}${flags}`)}   then   ` : '';
    return `  ${first}${command(`connect ${name}${flags}`)}`;
  });
  return [
    '',
    'Webhook URLs:',
    ...urls.map(([, url]) => `  ${url}`),
    '',
    'Next, for each provider you use:',
    `  ${command(`secrets set bunce${flags}`)}`,
    ...ofEach,
    '',
    `Then: ${command(`doctor${flags}`)}\n`,
  ].join('\n');
}
