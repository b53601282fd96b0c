import { command } from '../../shared/runtime/command.ts';
import { type Finding, green, note, red } from './finding.ts';

interface Versions {
  /** As the stack says; one from before it did says nothing. */
  readonly deployed: string | undefined;
  readonly installed: string;
  readonly flags: string;
}

/** Whether what runs is what is installed here. An older one runs on well; a newer one must not be deployed over. */
export function versionFinding({ deployed, installed, flags }: Versions): Finding {
  const deploy = command(`deploy${flags}`);
  if (deployed === installed) return green('version', `${installed}, deployed and installed`);
  if (deployed === undefined)
    return note('version', { text: `what is deployed does not say which it is; ${installed} is installed`, fix: deploy });
  const text = `${deployed} is deployed, ${installed} is installed`;
  if (isOlder(deployed, installed)) return note('version', { text, fix: `read CHANGELOG.md, then ${deploy}` });
  return red('version', { text, fix: `npm i -D bunce-sync@${deployed} before anything is deployed from here` });
}

/** What stands behind a hyphen does not count. */
function isOlder(one: string, other: string): boolean {
  const [left, right] = [partsOf(one), partsOf(other)];
  const at = left.findIndex((part, index) => part !== right[index]);
  return at >= 0 && (left[at] ?? 0) < (right[at] ?? 0);
}

const partsOf = (version: string): readonly number[] =>
  version
    .replace(/[-+].*/, '')
    .split('.')
    .map(Number);
