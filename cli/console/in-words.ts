import { Refused } from '../../local/console/source.ts';
import { Failure } from '../failure.ts';
import { UsageError } from '../usage.ts';
import { asked, NotPermitted } from '../doctor/ask.ts';

/** The same work; what AWS refuses, or a command would, is said in words on the page. */
export const inWords =
  <Given extends readonly unknown[], Result>(work: (...given: Given) => Promise<Result>) =>
  async (...given: Given): Promise<Result> =>
    asked('a right', work(...given)).catch(refuse);

function refuse(error: unknown): never {
  if (!(error instanceof Error) || error instanceof Refused) throw error;
  if (error instanceof NotPermitted) throw new Refused(`AWS does not let you: ${error.message}`);
  if (error instanceof Failure || error instanceof UsageError) throw new Refused(error.message);
  if (/Credentials|Token|SSO/.test(error.name)) throw new Refused(`AWS does not know you any more: log in again (${error.name})`);
  throw '$metadata' in error ? new Refused(`AWS: ${error.name}: ${error.message}`) : error;
}
