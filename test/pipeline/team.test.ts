import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod/mini';

import type { LocalRun } from '../../local/local-run.ts';
import { startLocalRun } from '../../local/run.ts';
import { loadProject } from '../../shared/config/project.ts';
import { cli } from '../cli/cli.ts';
import { removeTeam, teamFolder } from '../project/team.ts';

let root = '';
let run: LocalRun;
beforeAll(async () => {
  root = await teamFolder();
  run = await startLocalRun({ project: loadProject(root) });
}, 120_000);
afterAll(async () => {
  await run.stop();
  removeTeam(root);
});

const Events = z.array(z.object({ email: z.nullable(z.string()), payload: z.record(z.string(), z.unknown()) }));
const eventsOf = async (email: string) =>
  Events.parse(await (await fetch(`${run.bunce.control}/events`)).json()).filter((event) => event.email === email);

it.each([
  ['a built-in provider', 'clerk', 'user.created', undefined],
  ["a team's own provider", 'acme', 'example.paid', { email: 'ada@example.com', reference: 'payment-1' }],
  ['a sender of its config', 'my-app', 'order.paid', { email: 'ngozi@example.com', reference: 'N-7' }],
])('a webhook of %s reaches Bunce', async (_what, provider, sample, told) => {
  const sent = await cli(['--project', root, 'send', provider, '--sample', sample], { environment: { PORT: new URL(run.gateway).port } });
  expect(sent).toMatchObject({ code: 0, stdout: expect.stringMatching(/^200/) as string });
  if (told) await expect.poll(async () => eventsOf(told.email)).toMatchObject([{ payload: { Reference: told.reference } }]);
});
