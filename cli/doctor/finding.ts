import { BunceError } from '../../shared/bunce/api/bunce-error.ts';
import { ConfigError } from '../../shared/config/config-error.ts';
import { NoProject } from '../../shared/config/project.ts';
import { UsageError } from '../usage.ts';
import { Failure } from '../failure.ts';
import { NotPermitted } from './ask.ts';

/** One line of the doctor's. */
export interface Finding {
  readonly check: string;
  /** `note`: nothing is wrong, but something may be done. */
  readonly state: 'green' | 'red' | 'note' | 'skipped';
  readonly text: string;
  /** What helps, where the text does not say. */
  readonly fix?: string;
  /** The permission of AWS for want of which nothing is known. */
  readonly lacks?: string;
}

interface Remark {
  readonly text: string;
  readonly fix?: string;
}

export const green = (check: string, text: string): Finding => ({ check, state: 'green', text });
export const red = (check: string, remark: Remark): Finding => ({ check, state: 'red', ...remark });
export const note = (check: string, remark: Remark): Finding => ({ check, state: 'note', ...remark });
export const skipped = (check: string, text: string): Finding => ({ check, state: 'skipped', text });

/** A check that cannot be made is red, with the reason; only a bug ends the doctor. */
export async function examined(check: string, work: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  return work().catch((error: unknown) => [failed(check, error)]);
}

export const failed = (check: string, error: unknown): Finding => ({
  ...red(check, { text: reasonOf(error) }),
  ...(error instanceof NotPermitted && { lacks: error.action }),
});

/** With one line for each permission that is missing, in the place of the first check that wants it. */
export function joined(findings: readonly Finding[]): readonly Finding[] {
  const wanting = Map.groupBy(findings, ({ lacks }) => lacks);
  return findings.flatMap((finding) => {
    const { lacks } = finding;
    if (lacks === undefined) return [finding];
    const [first, ...others] = wanting.get(lacks) ?? [];
    if (first !== finding) return [];
    const checks = [first, ...others].map(({ check }) => check).join(', ');
    return [{ ...finding, check: 'permissions', text: `${lacks} is missing, so not examined: ${checks}` }];
  });
}

const EXPECTED = [Failure, BunceError, ConfigError, NoProject, UsageError];

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (EXPECTED.some((kind) => error instanceof kind)) return error.message;
  if ('$metadata' in error) return `AWS answers ${error.name}: ${error.message}`;
  throw error;
}
