import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import { makeOwnProject } from '../../../local/load/own-project.ts';
import { followSources } from '../../../local/reload/reload.ts';
import type { LocalRun } from '../../../local/local-run.ts';
import { startLocalRun } from '../../../local/run.ts';
import { loadProject } from '../../../shared/config/project.ts';

const MAP = `
export const opened = ({ who }) => [
  { type: 'track-event', customer: { email: 'OLD' + who + '@example.com' }, event: { name: 'signed_up', occurredAt: '2026-03-14T09:26:53.000Z', properties: {} } },
];`;

export interface Loop {
  readonly run: LocalRun;
  /** What was said of changes. */
  readonly said: readonly string[];
  edit(file: string, change: readonly [string, string]): void;
  /** Sends a webhook of acme about this person; the status that came back. */
  send(who: string): Promise<number>;
  /** E-mails that Bunce was told of, in order. */
  told(): Promise<readonly string[]>;
}

/** A project with a provider of its own, whose run follows its sources; ends with the test. */
export async function startLoop(): Promise<Loop> {
  const root = makeOwnProject({ map: MAP });
  const project = loadProject(root);
  const run = await startLocalRun({ project, everyProvider: true });
  const said: string[] = [];
  const following = followSources({ run, project, tell: (line) => void said.push(line) });
  onTestFinished(async () => {
    await following.stop();
    await run.stop();
    rmSync(root, { recursive: true, force: true });
  });
  return {
    run,
    said,
    edit(file, [from, to]) {
      const text = readFileSync(join(root, file), 'utf8');
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
      writeFileSync(join(root, file), text.replace(from, to));
    },
    async send(who) {
      const body = JSON.stringify({ type: 'opened', id: who, who });
      const { status } = await fetch(`${run.gateway}/webhooks/acme`, { method: 'POST', body, headers: { 'x-acme': 'local-acme-secret' } });
      return status;
    },
    async told() {
      const events = (await (await fetch(`${run.bunce.control}/events`)).json()) as { readonly email: string }[];
      return events.map(({ email }) => email);
    },
  };
}
