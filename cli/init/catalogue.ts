import { LOCAL_KEYS, startBunceSimulator } from '../../local/bunce/server.ts';
import { defineAll } from '../../local/catalogue.ts';
import type { Catalogue } from '../../shared/bunce/catalogue.ts';
import { attributes, events } from './bindings.ts';

/** As the repository's own has it: of no account, so that nothing is deployed before `setup` has read one. */
const SIMULATOR = 'http://127.0.0.1:8788/v1';

/** What `setup --create` makes of the bindings in an empty account, here the simulator's. */
export async function simulatedCatalogue(): Promise<Catalogue> {
  const bunce = await startBunceSimulator({ limit: { requests: null } });
  try {
    return { ...(await defineAll({ baseUrl: bunce.url, key: LOCAL_KEYS.test }, { events, attributes })), baseUrl: SIMULATOR };
  } finally {
    await bunce.close();
  }
}
