import { writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

import * as z from 'zod/mini';

import { bindingsIn } from '../../local/console/bindings.ts';
import { keepAsSample, type Keeping } from '../../local/console/keep-sample.ts';
import { providersIn } from '../../local/console/providers.ts';
import { Replay, Secret, Webhook } from '../../local/console/routes.ts';
import { signAndSend } from '../../local/console/sending.ts';
import { loadProject, type Project } from '../../shared/config/project.ts';
import { lookupOf } from '../../shared/webhook/find.ts';
import { parkedDesk } from '../console/parked-desk.ts';
import { openStack, type ReachedStack } from '../stack.ts';
import { targetOfRun } from '../target.ts';
import { setLocalSecret } from './local-secret-set.ts';

const Sent = z.object({ headers: z.record(z.string(), z.string()), body: z.string(), encoding: z.enum(['utf8', 'base64']) });
const Work = z.discriminatedUnion('what', [
  z.object({ what: z.literal('bindings') }),
  z.object({ what: z.literal('providers'), gateway: z.string(), ownSecrets: z.array(z.string()) }),
  z.object({ what: z.literal('replay'), addresses: z.unknown(), chosen: Replay }),
  z.object({ what: z.literal('send'), gateway: z.string(), webhook: Webhook }),
  z.object({ what: z.literal('secret'), addresses: z.unknown(), name: z.string(), given: Secret }),
  z.object({ what: z.literal('keep'), addresses: z.unknown(), kept: z.object({ provider: z.string(), name: z.string(), sent: Sent }) }),
]);
const Order = z.object({ root: z.string(), work: Work });

/** What a new process does with the project as it stands by now. */
export type Work = z.infer<typeof Work>;

async function done({ root, work }: z.infer<typeof Order>): Promise<unknown> {
  const project = loadProject(root);
  switch (work.what) {
    case 'bindings':
      return bindingsIn(project);
    case 'providers': {
      const ownSecrets = new Map(work.ownSecrets.map((name) => [name, '']));
      return providersIn({ project, gateway: work.gateway, ownSecrets, recording: { of: () => ({ lastAt: null, count: 0 }) } });
    }
    case 'replay':
      return withRun(work.addresses, { project, does: async (stack) => parkedDesk(stack).replay(work.chosen) });
    case 'send':
      return signAndSend(work.webhook, { project, gateway: work.gateway });
    case 'secret': {
      const { addresses, name, given } = work;
      return setLocalSecret({ project, target: targetOfRun(addresses, project), name, given });
    }
    case 'keep':
      return withRun(work.addresses, { project, does: async (stack) => keepAsSample(work.kept, { project, find: finding(stack) }) });
  }
}

interface Doing {
  readonly project: Project;
  does(stack: ReachedStack): Promise<unknown>;
}

async function withRun(addresses: unknown, { project, does }: Doing): Promise<unknown> {
  const { stack, close } = openStack({ project: () => project }, targetOfRun(addresses, project));
  return does(stack).finally(close);
}

const finding =
  (stack: ReachedStack): Keeping['find'] =>
  async (provider, payload) => {
    const { credentials } = await stack.secretOf(provider.name);
    return lookupOf({ provider, settings: stack.settingsOf(provider.name), credentials })(payload);
  };

/** The file descriptor of whoever asks. */
const ANSWER = 3;

if (import.meta.main) {
  const said = await done(Order.parse(JSON.parse(await text(process.stdin)))).then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
  );
  writeFileSync(ANSWER, JSON.stringify(said));
}
