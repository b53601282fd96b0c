import { writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

import * as z from 'zod/mini';

import { bindingsIn } from '../../local/console/bindings.ts';
import { providersIn } from '../../local/console/providers.ts';
import { Replay, Secret, Webhook } from '../../local/console/routes.ts';
import { signAndSend } from '../../local/console/sending.ts';
import { loadProject } from '../../shared/config/project.ts';
import { parkedDesk } from '../console/parked-desk.ts';
import { openStack } from '../stack.ts';
import { targetOfRun } from '../target.ts';
import { setLocalSecret } from './local-secret-set.ts';

const Work = z.discriminatedUnion('what', [
  z.object({ what: z.literal('bindings') }),
  z.object({ what: z.literal('providers'), gateway: z.string(), ownSecrets: z.array(z.string()) }),
  z.object({ what: z.literal('replay'), addresses: z.unknown(), chosen: Replay }),
  z.object({ what: z.literal('send'), gateway: z.string(), webhook: Webhook }),
  z.object({ what: z.literal('secret'), addresses: z.unknown(), name: z.string(), given: Secret }),
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
    case 'replay': {
      const { stack, close } = openStack({ project: () => project }, targetOfRun(work.addresses, project));
      return parkedDesk(stack).replay(work.chosen).finally(close);
    }
    case 'send':
      return signAndSend(work.webhook, { project, gateway: work.gateway });
    case 'secret': {
      const { addresses, name, given } = work;
      return setLocalSecret({ project, target: targetOfRun(addresses, project), name, given });
    }
  }
}

/** The file descriptor of whoever asks. */
const ANSWER = 3;

if (import.meta.main) {
  const said = await done(Order.parse(JSON.parse(await text(process.stdin)))).then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
  );
  writeFileSync(ANSWER, JSON.stringify(said));
}
