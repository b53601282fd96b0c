import type { Person } from '../../functions/consumer/people/person.ts';
import type { Erasing } from './erasing.ts';
import type { AtBunce } from './person.ts';

/** What was done with the person, or would be, in words. */
export function personText(atBunce: AtBunce | undefined, { found: { person }, dryRun }: Erasing): string {
  const { id, erasedAt } = person;
  const table =
    erasedAt === undefined
      ? `${dryRun ? 'would erase' : 'erased'} person ${id}: the table keeps the time of it, and hashed ids that lead there`
      : `person ${id} is erased already, since ${new Date(erasedAt).toISOString()}`;
  return [table, ...(atBunce ? [bunceText(atBunce, dryRun)] : [])].join('\n');
}

function bunceText({ theirs }: AtBunce, dryRun: boolean): string {
  if (theirs.length === 0) return 'Bunce: has no customer that leads to this person';
  return `Bunce: ${dryRun ? 'would overwrite' : 'overwrote'} the profile of ${theirs.join(', ')}`;
}

const DELETE = 'delete them in its dashboard (app.bunce.so), or ask its support';

/** What Bunce's API has no call for. */
export function leftAtBunce(atBunce: AtBunce | undefined, { found: { person } }: Erasing): readonly string[] {
  if (!atBunce) return [`Bunce keeps ${calledAtBunce(person)} whole, for onErasure is not set in the config: ${DELETE}`];
  const { theirs, others, kept } = atBunce;
  return [
    ...kept.map((id) => `Bunce kept the e-mail of ${id}: ${DELETE}, at once`),
    ...(theirs.length > 0
      ? [`Bunce keeps events, attributes, push tokens and what onErasure leaves out of ${theirs.join(', ')}: ${DELETE}`]
      : person.erasedAt === undefined
        ? []
        : [`Bunce keeps what it has of them under the overwritten name, unless that was done already: ${DELETE}`]),
    ...(others.length > 0 ? [`Bunce also has ${others.join(', ')} by this name, whom we know nothing of: if it is them, ${DELETE}`] : []),
  ];
}

const calledAtBunce = ({ bunceId, account, erasedAt }: Person): string => {
  const id = bunceId ?? (erasedAt === undefined ? account : undefined);
  return id === undefined ? 'whoever it has by this name' : `the profile of ${id}`;
};
