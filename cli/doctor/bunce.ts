import { checkKey, withAccount } from '../../shared/bunce/account/account.ts';
import type { Catalogue } from '../../shared/bunce/catalogue.ts';
import { changes } from '../../shared/bunce/account/changes.ts';
import { differences, stopsDelivery } from '../../shared/bunce/account/differences.ts';
import { readCatalogue } from '../../shared/bunce/account/read.ts';
import { requirementsOf } from '../../shared/bunce/account/requirements.ts';
import type { Settled } from '../../shared/config/config.ts';
import { safeUrl } from '../safe-url.ts';
import { countOf } from '../setup-text.ts';
import { flagsOf } from '../stack-options.ts';
import { type Finding, examined, green, red, skipped } from './finding.ts';
import { command } from '../../shared/runtime/command.ts';

/** The command that helps in most cases. */
export const setupOf = ({ stage }: Pick<Settled, 'stage'>): string =>
  command(`setup${flagsOf({ stage: stage === 'default' ? undefined : stage })}`);

/** Whether the committed catalogue is this stage's and serves every binding. */
export function catalogueFindings({
  settled,
  catalogue,
}: {
  readonly settled: Settled;
  readonly catalogue: Catalogue;
}): readonly Finding[] {
  const check = 'bindings';
  const mistakes = differences(requirementsOf(settled), catalogue).filter(stopsDelivery);
  const bound = Object.keys(settled.events).length;
  return [
    catalogue.baseUrl === settled.bunce.baseUrl
      ? green('catalogue', `${countOf(catalogue)}, read from ${catalogue.baseUrl}`)
      : red('catalogue', {
          text: `read from ${catalogue.baseUrl}, stage ${settled.stage} sends to ${settled.bunce.baseUrl}`,
          fix: setupOf(settled),
        }),
    ...mistakes.map(({ place, text }) =>
      red(check, { text: `${place}: ${text}`, fix: `correct the name, or ${setupOf(settled)} --create` }),
    ),
    ...(mistakes.length === 0 ? [green(check, `all ${bound} events are bound to what the catalogue has`)] : []),
  ];
}

interface Examination {
  readonly settled: Settled;
  readonly key: () => Promise<string>;
  readonly catalogue: Catalogue | undefined;
}

/** The key, then the account; an account that cannot be read is not compared. */
export async function accountFindings({ settled, key, catalogue }: Examination): Promise<readonly Finding[]> {
  const { baseUrl } = settled.bunce;
  return examined('Bunce key', async () =>
    withAccount({ baseUrl: safeUrl(baseUrl), key: await key() }, async (account) => {
      await checkKey(account);
      const compared = await examined('Bunce account', async () =>
        drift(settled, { before: catalogue, after: await readCatalogue(account) }),
      );
      return [green('Bunce key', `valid at ${baseUrl}`), ...compared];
    }),
  );
}

function drift(
  settled: Settled,
  { before, after }: { readonly before: Catalogue | undefined; readonly after: Catalogue },
): readonly Finding[] {
  const check = 'Bunce account';
  if (after.events.length + after.attributes.length === 0) {
    return [red(check, { text: `it is empty: no event and no attribute at ${after.baseUrl}`, fix: `${setupOf(settled)} --create` })];
  }
  if (!before) return [skipped(check, 'not compared: there is no catalogue')];
  const moved = changes(requirementsOf(settled), { before, after });
  if (moved.length === 0) return [green(check, `${countOf(after)}, as the catalogue has them`)];
  return moved.map((text) => red(check, { text, fix: `${setupOf(settled)}, then commit the catalogue and deploy` }));
}
