import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import * as z from 'zod/mini';

import { command } from '../shared/runtime/command.ts';
import { makeWorkFolder, type Project, workFolder } from '../shared/config/project.ts';

/** Secrets that somebody has set on the local run, by the names they have there; for the next run too. */
export interface OwnSecrets {
  readonly held: ReadonlyMap<string, string>;
  /** In a file that only its owner reads, and that git ignores. */
  keep(name: string, text: string): void;
}

const File = z.record(z.string(), z.string());

/** Somebody has written there what is not ours: to write over it would lose secrets. */
export class BrokenSecrets extends Error {
  override readonly name = 'BrokenSecrets';

  constructor(file: string) {
    super(`${file} is not as "${command('secrets set')}" writes it: mend it, or remove it and set the secrets again`);
  }
}

/** Throws a BrokenSecrets. */
export function ownSecretsOf(project: Pick<Project, 'root'>): OwnSecrets {
  const file = join(workFolder(project), 'secrets.json');
  const held = new Map(Object.entries(read(file)));
  return {
    held,
    keep(name, text) {
      held.set(name, text);
      makeWorkFolder(project);
      const next = `${file}.${process.pid}`;
      writeFileSync(next, JSON.stringify(Object.fromEntries(held), null, 2), { mode: 0o600 });
      renameSync(next, file);
    },
  };
}

function read(file: string): z.infer<typeof File> {
  try {
    return File.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new BrokenSecrets(file);
  }
}

const Content = z.catchall(z.object({ secrets: z.array(z.string()) }), z.string());

/** Both verify side by side: what the samples are signed with stays valid beside the real one. What look-ups need is the samples', for a simulator is asked. What is no secret at all stays as it is, for the functions to refuse. */
export function besideSample(own: string, sample: string): string {
  const [real, other] = [contentIn(own), contentIn(sample)];
  return real && other ? JSON.stringify({ ...real, ...other, secrets: [...new Set([...real.secrets, ...other.secrets])] }) : own;
}

function contentIn(text: string): z.infer<typeof Content> | undefined {
  try {
    return Content.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
