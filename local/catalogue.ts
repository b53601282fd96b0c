import { withAccount } from '../shared/bunce/account/account.ts';
import type { Catalogue } from '../shared/bunce/catalogue.ts';
import { createMissing } from '../shared/bunce/account/define.ts';
import { readCatalogue } from '../shared/bunce/account/read.ts';
import { type Asking, requirementsOf } from '../shared/bunce/account/requirements.ts';

/** The simulator is ours, and whoever starts it waits. */
const UNPACED = 1_000_000;

/** Does in a fresh account what `setup --create --yes` does. */
export async function defineAll(fresh: { readonly baseUrl: string; readonly key: string }, config: Asking): Promise<Catalogue> {
  return withAccount({ ...fresh, callsPerMinute: UNPACED }, async (account) => {
    await createMissing(account, { requirements: requirementsOf(config), found: await readCatalogue(account) });
    return readCatalogue(account);
  });
}
