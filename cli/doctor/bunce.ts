import { checkKey, withAccount } from '../../shared/bunce/account.ts';
import type { Catalogue } from '../../shared/bunce/catalogue.ts';
import { changes } from '../../shared/bunce/changes.ts';
import { differences, stopsDelivery } from '../../shared/bunce/differences.ts';
import { readCatalogue } from '../../shared/bunce/read-account.ts';
import { type Wants, wantsOf } from '../../shared/bunce/wanted.ts';
import type { Settled } from '../../shared/runtime/config.ts';
import { countOf } from '../setup-text.ts';
import { type Finding, examined, green, red, skipped } from './finding.ts';

const SETUP = 'npm run cli -- setup';

/** Whether the committed catalogue is this stage's and serves every binding. */
export function catalogueFindings({
  settled,
  catalogue,
}: {
  readonly settled: Settled;
  readonly catalogue: Catalogue;
}): readonly Finding[] {
  const check = 'bindings';
  const mistakes = differences(wantsOf(settled), catalogue).filter(stopsDelivery);
  const bound = Object.keys(settled.events).length;
  return [
    catalogue.baseUrl === settled.bunce.baseUrl
      ? green('catalogue', `${countOf(catalogue)}, read from ${catalogue.baseUrl}`)
      : red('catalogue', {
          text: `read from ${catalogue.baseUrl}, stage ${settled.stage} sends to ${settled.bunce.baseUrl}`,
          fix: `${SETUP} --stage ${settled.stage}`,
        }),
    ...mistakes.map(({ place, text }) => red(check, { text: `${place}: ${text}`, fix: `correct the name, or ${SETUP} --create` })),
    ...(mistakes.length === 0 ? [green(check, `all ${bound} events are bound to what the catalogue has`)] : []),
  ];
}

interface Examination {
  readonly baseUrl: string;
  readonly key: () => Promise<string>;
  readonly wants: Wants;
  readonly catalogue: Catalogue | undefined;
}

/** The key, then the account; an account that cannot be read is not compared. */
export async function accountFindings({ baseUrl, key, wants, catalogue }: Examination): Promise<readonly Finding[]> {
  return examined('Bunce key', async () =>
    withAccount({ baseUrl, key: await key() }, async (account) => {
      await checkKey(account);
      const compared = await examined('Bunce account', async () =>
        drift(wants, { before: catalogue, after: await readCatalogue(account) }),
      );
      return [green('Bunce key', `valid at ${baseUrl}`), ...compared];
    }),
  );
}

function drift(wants: Wants, { before, after }: { readonly before: Catalogue | undefined; readonly after: Catalogue }): readonly Finding[] {
  const check = 'Bunce account';
  if (after.events.length + after.attributes.length === 0) {
    return [red(check, { text: `it is empty: no event and no attribute at ${after.baseUrl}`, fix: `${SETUP} --create` })];
  }
  if (!before) return [skipped(check, 'not compared: there is no catalogue')];
  const moved = changes(wants, { before, after });
  if (moved.length === 0) return [green(check, `${countOf(after)}, as the catalogue has them`)];
  return moved.map((text) => red(check, { text, fix: `${SETUP}, then commit the catalogue and deploy` }));
}
