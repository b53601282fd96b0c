import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadProject, type Project } from '../../shared/config/project.ts';
import { actionRequired, changed, paid } from './stripe-events.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The repository's own with two providers, and without test events; its folder is to be removed. */
export function liveProject(): Project {
  const root = mkdtempSync(join(tmpdir(), 'bunce-sync-thousand-'));
  symlinkSync(join(ROOT, 'entries'), join(root, 'entries'));
  const ours = JSON.stringify(join(ROOT, 'bunce-sync.config.ts'));
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module' }));
  writeFileSync(
    join(root, 'bunce-sync.config.ts'),
    `import config from ${ours};\n\nexport default { ...config, providers: { clerk: {}, stripe: {} }, testEvents: 'ignore' };\n`,
  );
  return loadProject(root);
}

const some = <Made>(count: number, make: (index: number) => Made): readonly Made[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** One of forty customers buys. */
function bought(index: number, { live = true }: { readonly live?: boolean } = {}) {
  const event = paid({ live });
  const who = { customer: `cus_${index % 40}`, customer_email: `buyer${index % 40}@example.com` };
  return { ...event, data: { object: { ...event.data.object, ...who } } };
}

/** A webhook of this event that no receiver can read. */
export const garbled = <Event extends object>(event: Event) => ({ ...event, data: { object: { id: 'in_odd' } } });

/** What happened at Stripe, a thousand times, by what becomes of it. */
export const thousand = () => ({
  told: some(710, (index) => bought(index)),
  ignored: some(100, changed),
  unbound: some(50, actionRequired),
  tests: some(50, (index) => bought(index, { live: false })),
  unreadable: some(5, (index) => garbled(bought(index))),
  misread: some(5, (index) => bought(index)),
  refused: some(10, (index) => bought(index)),
  waiting: some(20, (index) => bought(index)),
  withheld: some(50, (index) => bought(index)),
});
