import { withAccount } from '../shared/bunce/account.ts';
import type { Catalogue } from '../shared/bunce/catalogue.ts';
import { createMissing } from '../shared/bunce/define.ts';
import { readCatalogue } from '../shared/bunce/read-account.ts';
import { type Asking, wantsOf } from '../shared/bunce/wanted.ts';

/** Does in a fresh account what `setup --create --yes` does. */
export async function defineAll(fresh: { readonly baseUrl: string; readonly key: string }, config: Asking): Promise<Catalogue> {
  return withAccount(fresh, async (account) => {
    await createMissing(account, { wants: wantsOf(config), found: await readCatalogue(account) });
    return readCatalogue(account);
  });
}
