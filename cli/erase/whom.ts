import { accountPerson, emailKey, idKey } from '../../functions/consumer/people/person-ref.ts';
import type { Person } from '../../functions/consumer/people/person.ts';
import { providersOf } from '../../functions/webhooks/senders.ts';
import { customer } from '../../shared/bunce/command.ts';
import type { Project } from '../../shared/config/project.ts';
import { command } from '../../shared/runtime/command.ts';
import { behind, type Found, type Lead } from '../console/found-people.ts';
import { Failure } from '../failure.ts';
import { type Chosen, flagsOf } from '../stack-options.ts';
import type { Stack } from '../stack.ts';
import { UsageError } from '../usage.ts';

/** As the command line names somebody; either an e-mail or an id. */
export interface Name {
  readonly email?: string | undefined;
  /** Whose id it is; empty: the team's own, where no provider is the identity provider. */
  readonly provider?: string | undefined;
  readonly id?: string | undefined;
}

interface Naming {
  readonly project: Project;
  /** The identity provider. */
  readonly identity: string | undefined;
}

/** Throws a UsageError unless it is one of the two, whole. */
export function nameOf({ email: given, provider, id }: Name, { project, identity = '' }: Naming): Name {
  if ((given === undefined) === (provider === undefined && id === undefined))
    throw new UsageError('say who: either --email, or --id, with --provider if the id is not that of their account');
  if (given === undefined) {
    if (!id?.trim()) throw new UsageError("--provider goes with --id: the provider's id of the person");
    if (provider !== undefined && !Object.hasOwn(providersOf(project), provider))
      throw new UsageError(`no provider is called "${provider}"`);
    return { provider: provider ?? identity, id: id.trim() };
  }
  const { email } = customer({ email: given });
  if (email === undefined) throw new UsageError('--email takes an e-mail address');
  return { email };
}

const textOf = ({ email, provider, id = '' }: Name): string => email ?? (provider ? `${provider}/${id}` : id);

function leadsOf(name: Name, identity = ''): readonly Lead[] {
  const { email, provider = '', id = '' } = name;
  const by = textOf(name);
  if (email !== undefined) return [{ by, key: emailKey(email) }];
  return [{ by, key: idKey(provider, id) }, ...(provider === identity ? [{ by, person: accountPerson(provider, id) }] : [])];
}

/** The one person who is meant, forwards followed. Throws a Failure where there is none, or more than one. */
export async function whom(
  name: Name,
  { people, settings, chosen }: Pick<Stack, 'people' | 'settings'> & { readonly chosen: Chosen },
): Promise<Found> {
  const [found, ...others] = await behind(leadsOf(name, settings.identity), people);
  if (!found) throw new Failure(nobody(name, chosen));
  if (others.length > 0) {
    const all = [found, ...others].map(({ person }) => `  ${nameIn(person)}`);
    throw new Failure([`${all.length} have ${textOf(name)}; nothing was changed, say which by --id:`, ...all].join('\n'));
  }
  return found;
}

const nameIn = ({ id, account, erasedAt }: Person): string =>
  account === undefined || erasedAt !== undefined ? `person ${id}, who has no account` : `--id ${account}`;

const nobody = (name: Name, chosen: Chosen): string =>
  [
    `nobody is known by ${textOf(name)}: the table has nothing to erase. Elsewhere they may be known all the same:`,
    `  what is parked: ${command(`parked drop --person ${name.email ?? name.id}${flagsOf(chosen)}`)}`,
    `  Bunce: find them in its dashboard (app.bunce.so), and delete them there`,
  ].join('\n');
