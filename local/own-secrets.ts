import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import * as z from 'zod/mini';

import { makeWorkFolder, type Project, workFolder } from '../shared/config/project.ts';

/** Secrets that somebody has set on the local run, by the names they have there; for the next run too. */
export interface OwnSecrets {
  readonly held: ReadonlyMap<string, string>;
  /** In a file that only its owner reads, and that git ignores. */
  keep(name: string, text: string): void;
}

const File = z.record(z.string(), z.string());

/** One that cannot be read is as if there were none. */
export function ownSecretsOf(project: Pick<Project, 'root'>): OwnSecrets {
  const file = join(workFolder(project), 'secrets.json');
  const held = new Map(Object.entries(read(file)));
  return {
    held,
    keep(name, text) {
      held.set(name, text);
      makeWorkFolder(project);
      writeFileSync(file, JSON.stringify(Object.fromEntries(held), null, 2), { mode: 0o600 });
    },
  };
}

function read(file: string): z.infer<typeof File> {
  try {
    return File.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

const Content = z.catchall(z.object({ secrets: z.array(z.string()) }), z.string());

/** Both verify side by side: what the samples are signed with stays valid beside the real one. What is no secret at all stays as it is, for the functions to refuse. */
export function besideSample(own: string, sample: string): string {
  const [real, other] = [contentIn(own), contentIn(sample)];
  return real && other ? JSON.stringify({ ...other, ...real, secrets: [...new Set([...real.secrets, ...other.secrets])] }) : own;
}

function contentIn(text: string): z.infer<typeof Content> | undefined {
  try {
    return Content.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
