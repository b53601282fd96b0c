import { ConfigError } from '../shared/config/config-error.ts';
import type { Hosting } from '../shared/config/hosting.ts';

/** Throws a ConfigError for a key or a certificate of another region than the stack's: AWS would take neither. */
export function refuseElsewhere({ kmsKeyArn, domain }: Pick<Hosting, 'kmsKeyArn' | 'domain'>, region: string): void {
  const named = { kmsKeyArn, 'domain.certificateArn': domain?.certificateArn };
  const mistakes = Object.entries(named).flatMap(([place, arn]) => {
    const [, , , found = region] = arn?.split(':') ?? [];
    return found === region ? [] : [`${place}: expected one of the stack's region ${region}, got one of ${found}`];
  });
  if (mistakes.length > 0) throw new ConfigError(mistakes);
}
