import { accountPerson, emailKey, idKey } from '../../functions/consumer/people/person-ref.ts';
import type { Person } from '../../functions/consumer/people/person.ts';
import { providersOf } from '../../functions/webhooks/senders.ts';
import { customer } from '../../shared/bunce/command.ts';
import { command } from '../../shared/runtime/command.ts';
import { behind, type Found, type Lead } from '../console/found-people.ts';
import { Failure } from '../failure.ts';
import { type Chosen, flagsOf } from '../stack-options.ts';
import type { Stack } from '../stack.ts';
import { UsageError } from '../usage.ts';

/** As the command line names somebody; either an e-mail or a provider's id. */
export interface Name {
  readonly email?: string | undefined;
  readonly provider?: string | undefined;
  readonly id?: string | undefined;
}

/** Throws a UsageError unless it is one of the two, whole. */
export function nameOf({ email: given, provider, id }: Name, { project }: Pick<Stack, 'project'>): Name {
  if ((given === undefined) === (provider === undefined && id === undefined))
    throw new UsageError('say who: either --email, or --provider and --id');
  if (given === undefined) {
    if (!provider || !id?.trim()) throw new UsageError("--provider and --id go together: a provider's name and its id of the person");
    if (!Object.hasOwn(providersOf(project), provider)) throw new UsageError(`no provider is called "${provider}"`);
    return { provider, id: id.trim() };
  }
  const { email } = customer({ email: given });
  if (email === undefined) throw new UsageError('--email takes an e-mail address');
  return { email };
}

const textOf = ({ email, provider, id }: Name): string => email ?? `${provider}/${id}`;

function leadsOf(name: Name, identity: string | undefined): readonly Lead[] {
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
    const all = [found, ...others].map(({ person }) => `  ${nameIn(person, settings.identity)}`);
    throw new Failure([`${all.length} have ${textOf(name)}; nothing was changed, say which by --provider and --id:`, ...all].join('\n'));
  }
  return found;
}

const nameIn = ({ id, account, erasedAt }: Person, identity: string | undefined): string =>
  account === undefined || erasedAt !== undefined ? `person ${id}` : `--provider ${identity} --id ${account}`;

const nobody = (name: Name, chosen: Chosen): string =>
  [
    `nobody is known by ${textOf(name)}: the table has nothing to erase. Elsewhere they may be known all the same:`,
    `  what is parked: ${command(`parked drop --person ${name.email ?? name.id}${flagsOf(chosen)}`)}`,
    `  Bunce: find them in its dashboard (app.bunce.so), and delete them there`,
  ].join('\n');
