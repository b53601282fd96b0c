import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { providersOf } from '../../functions/webhooks/senders.ts';
import { namesOf } from '../../infra/names.ts';
import { breaksOf } from '../../local/console/breaks.ts';
import type { Numbers, View } from '../../local/console/protocol.ts';
import type { AsItStands } from './as-it-stands.ts';
import type { Recording } from '../../local/console/record.ts';
import type { Seen } from '../../local/console/seen.ts';
import { keepAsSample, resend, signAndSend } from '../../local/console/sending.ts';
import { type ParkedDesk, type PeopleDesk, Refused, type Source, type Tell } from '../../local/console/source.ts';
import { webhookOf } from '../../local/console/webhook-of.ts';
import type { OwnSecrets } from '../../local/own-secrets.ts';
import type { LocalRun } from '../../local/local-run.ts';
import { NAME } from '../../shared/runtime/command.ts';
import type { Project } from '../../shared/config/project.ts';
import { weighed, writeSecret } from '../secret-write.ts';
import type { Target } from '../target.ts';

export interface Shown {
  readonly project: Project;
  readonly run: LocalRun;
  readonly target: Target;
  readonly queues: SQSClient;
  readonly ownSecrets: OwnSecrets;
  readonly recording: Recording;
  readonly standing: AsItStands;
  readonly parked: ParkedDesk;
  readonly people: PeopleDesk;
}

const VIEWS: readonly View[] = ['webhooks', 'parked', 'people', 'providers', 'bindings', 'break'];

/** The local run as the console shows it. */
export function localSource(local: Shown): Source & { sourcesChanged(): void } {
  const { project, run, recording, standing } = local;
  const watching = new Set<Tell>();
  const stale = (...views: readonly View[]): void => watching.forEach((tell) => tell('stale', views));
  const sending = { project, gateway: run.gateway };
  return {
    about: { place: 'local', name: 'local run', stage: 'local', isProduction: false, mayWrite: true, cli: NAME, views: VIEWS },
    numbers: async () => numbersOf(local),
    webhooks: {
      list: recording.rows,
      one: async (id) => {
        const seen = recording.one(id);
        return seen && webhookOf(seen, run.gateway);
      },
      resend: async (id) => resend(there(recording.one(id)), sending),
      send: async (webhook) => signAndSend(webhook, sending),
      keepAsSample: async (id, name) => keepAsSample(there(recording.one(id)), { name, project }),
    },
    parked: local.parked,
    people: local.people,
    providers: {
      list: standing.providers,
      setSecret: async (name, given) => setSecret(local, { name, ...given }),
    },
    bindings: standing.bindings,
    sourcesChanged() {
      standing.change();
      stale('bindings', 'providers');
    },
    breaks: breaksOf({ control: run.bunce.control, now: Date.now, onChange: () => stale('break') }),
    watch(tell) {
      watching.add(tell);
      const later = soon(() => tell('stale', ['people', 'providers']));
      const stop = recording.watch((rows) => {
        tell('rows', rows);
        later.ask();
      });
      return () => {
        watching.delete(tell);
        later.stop();
        stop();
      };
    },
  };
}

/** Milliseconds: what changes with every webhook is told of together. */
const SOON = 500;

/** Does what is asked for, however often, once after a while. */
function soon(work: () => void): { ask(): void; stop(): void } {
  let waiting: NodeJS.Timeout | undefined;
  return {
    ask() {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        work();
      }, SOON);
    },
    stop: () => clearTimeout(waiting),
  };
}

function there(seen: Seen | undefined): Seen {
  if (!seen) throw new Refused('this webhook is too long ago: it is not kept any more');
  return seen;
}

const WANTED = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;

async function numbersOf({ queues, target: { outputs } }: Shown): Promise<Numbers> {
  const [main, parked] = await Promise.all(
    ['QueueUrl', 'ParkedQueueUrl'].map(async (name) => {
      const answer = await queues.send(new GetQueueAttributesCommand({ QueueUrl: outputs[name], AttributeNames: [...WANTED] }));
      return WANTED.map((attribute) => Number(answer.Attributes?.[attribute] ?? 0));
    }),
  );
  const [queued = 0, inFlight = 0] = main ?? [];
  return { queued, inFlight, parked: (parked ?? []).reduce((sum, count) => sum + count, 0) };
}

interface Given {
  readonly name: string;
  readonly secret: string;
  readonly credentials?: Readonly<Record<string, string>> | undefined;
}

/** Beside the one that the samples are signed with. */
async function setSecret(
  { project, target }: Shown,
  { name, secret, credentials = {} }: Given,
): ReturnType<Source['providers']['setSecret']> {
  const provider = providersOf(project)[name];
  if (!provider) throw new Refused(`there is no provider ${name}`);
  const weak = secret === '' ? undefined : weighed(secret.trim(), provider);
  const client = new SecretsManagerClient(target.clientOf('SECRETS_MANAGER'));
  try {
    await writeSecret({ secret: secret.trim(), credentials }, { client, id: namesOf(name).secret, rotate: false });
    return { text: `${name}: known at once, beside what the samples are signed with${weak === undefined ? '' : `; ${weak}`}` };
  } finally {
    client.destroy();
  }
}
