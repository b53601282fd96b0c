import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import { type Configured, makeOwnProject, ownConfig } from '../../../local/load/own-project.ts';
import { ownSecretsOf } from '../../../local/own-secrets.ts';
import { startWatchedRun } from '../../../cli/dev/watched-run.ts';
import { followSources } from '../../../local/reload/reload.ts';
import type { LocalRun } from '../../../local/local-run.ts';
import { loadProject } from '../../../shared/config/project.ts';

const MAP = `
export const opened = ({ who }) => [
  { type: 'track-event', customer: { email: 'OLD' + who.trim() + '@example.com' }, event: { name: 'signed_up', occurredAt: '2026-03-14T09:26:53.000Z', properties: {} } },
];`;

export interface Loop {
  readonly root: string;
  readonly run: LocalRun;
  /** What was said of changes. */
  readonly said: readonly string[];
  edit(file: string, change: readonly [string, string]): void;
  /** Sends a webhook of acme about this person; the status that came back. */
  send(who: unknown): Promise<number>;
  /** As the page of the console does. */
  ask(path: string, body?: object): Promise<unknown>;
  /** E-mails that Bunce was told of, in order. */
  told(): Promise<readonly string[]>;
}

/** A project with a provider of its own, whose run follows its sources, as `npm start` has it; ends with the test. */
export async function startLoop(configured: Configured = {}): Promise<Loop> {
  const root = makeOwnProject({ config: ownConfig(configured), map: MAP });
  const project = loadProject(root);
  const run = await startWatchedRun({ project, everyProvider: true, ownSecrets: ownSecretsOf(project) });
  const said: string[] = [];
  const following = followSources({ run, project, tell: (line) => (said.push(line), run.sourcesChanged()) });
  const page = await (await fetch(run.gateway)).text();
  const [, token = ''] = /name="console-token" content="([^"]*)"/.exec(page) ?? [];
  onTestFinished(async () => {
    await following.stop();
    await run.stop();
    rmSync(root, { recursive: true, force: true });
  });
  return {
    root,
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
    async ask(path, body) {
      const post = body && { method: 'POST', body: JSON.stringify(body) };
      return (await fetch(`${run.gateway}/api/${path}`, { ...post, headers: { 'x-console-token': token } })).json();
    },
    async told() {
      const events = (await (await fetch(`${run.bunce.control}/events`)).json()) as { readonly email: string }[];
      return events.map(({ email }) => email);
    },
  };
}
