import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll } from 'vitest';

import { importRows } from '../../cli/directory/import.ts';
import { rowsOf } from '../../cli/directory/rows.ts';
import { providers } from '../../functions/webhooks/registry.ts';
import { type BondSimulator, startBondSimulator } from '../../local/bond/server.ts';
import { type BunceSimulator, startBunceSimulator } from '../../local/bunce/server.ts';
import type { Ran } from './cli.ts';
import { startTarget, type Target } from './target.ts';

const CONFIG = join(import.meta.dirname, '../../bunce-sync.config.ts');

export const ON_ERASURE = { firstName: 'Deleted', lastName: 'User', email: 'deleted+{hash}@example.invalid', phone: '+10000000000' };

/** A project whose config says that besides the repository's. */
export function projectWith(overrides: object): string {
  const root = mkdtempSync(join(tmpdir(), 'bunce-sync-erase-'));
  const config = `import config from ${JSON.stringify(CONFIG)};\nexport default { ...config, ...${JSON.stringify(overrides)} };\n`;
  writeFileSync(join(root, 'bunce-sync.config.ts'), config);
  return root;
}

export interface Answer {
  readonly person: string;
  readonly parts: readonly { readonly what: string; readonly ended: string; readonly text: string }[];
  readonly byHand: readonly string[];
}

/** A local run without a consumer, whose config says what an erased profile becomes: emptied after each test. */
export function eraseRun(overrides: object = { onErasure: ON_ERASURE }) {
  let [bunce, bond, target, root]: [BunceSimulator?, BondSimulator?, Target?, string?] = [];
  const up = <Value>(value: Value | undefined): Value => {
    if (value === undefined) throw new Error('not up yet');
    return value;
  };
  beforeAll(async () => {
    root = projectWith(overrides);
    [bunce, bond] = [await startBunceSimulator(), await startBondSimulator()];
    target = await startTarget({ project: { root }, bunce: bunce.url, bond: bond.url });
  });
  const asked = async (url: string, body?: object): Promise<unknown> =>
    (await fetch(url, body && { method: 'POST', body: JSON.stringify(body) })).json();
  const atBunce = async (path: string, body?: object): Promise<unknown> => asked(`${up(bunce).control}/${path}`, body);
  const atBond = async (path: string, body?: object): Promise<unknown> =>
    asked(new URL(`/_simulator/${path}`, up(bond).url).toString(), body);
  /** As rows of `directory import` say. */
  const known = async (csv: string): Promise<void> => {
    const { rows } = rowsOf(Buffer.from(csv), providers);
    await importRows(rows, { people: up(target).people, identity: 'clerk', overwrite: false, dryRun: false });
  };
  afterEach(async () => {
    await Promise.all([atBunce('reset', {}), atBond('reset', {})]);
    for (const queue of [up(target).queue, up(target).parked]) await up(target).drain(queue);
  });
  afterAll(async () => {
    await Promise.all([up(target).stop(), up(bunce).close(), up(bond).close()]);
    rmSync(up(root), { recursive: true });
  });
  return {
    target: () => up(target),
    root: () => up(root),
    bond: () => up(bond),
    atBunce,
    atBond,
    known,
    /** Known to Clerk, Paystack and Bunce; whose e-mail that is. */
    someone: async (name: string): Promise<string> => {
      const email = `${name}@example.com`;
      const profile = { first_name: 'Adaeze', last_name: 'Okoro', phone_no: '+2348031234567' };
      await atBunce('customers', { ...profile, customer_id: `user_${name}`, email });
      await known(`clerk,user_${name},${email},user_${name}\npaystack,CUS_${name},${email},\n`);
      return email;
    },
    /** To whom an alias leads. */
    find: async (key: string) => {
      const { owner } = await up(target).people.lookAgain(key);
      return owner === undefined ? undefined : up(target).people.peek(owner);
    },
    erase: async (...words: readonly string[]): Promise<Ran & { readonly answer: Answer }> => {
      const ran = await up(target).run('erase', ...words, '--json');
      return { ...ran, answer: (ran.stdout === '' ? {} : JSON.parse(ran.stdout)) as Answer };
    },
  };
}
