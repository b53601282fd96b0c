import { Stack, Token } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

import type { Hosting } from '../shared/config/hosting.ts';
import { daysIn } from '../shared/config/log-retention.ts';
import type { Duration } from '../shared/runtime/duration.ts';
import { refuseElsewhere } from './elsewhere.ts';
import { encrypt } from './encrypt.ts';
import { throttle } from './throttle.ts';

export interface Hosted extends Pick<Hosting, 'kmsKeyArn' | 'throttle' | 'logRetention' | 'domain'> {
  readonly api: HttpApi;
}

/** Settles what holds for all of a part, once all of it is there. Throws a ConfigError for what is not of its stack's region, where that is known. */
export function host(part: Construct, { api, ...hosting }: Hosted): void {
  const { region } = Stack.of(part);
  if (!Token.isUnresolved(region)) refuseElsewhere(hosting, region);
  throttle(api, hosting.throttle);
  keepLogs(part, hosting.logRetention);
  if (hosting.kmsKeyArn !== undefined) encrypt(part, hosting.kmsKeyArn);
}

function keepLogs(part: Construct, retention: Duration = '30d'): void {
  for (const each of part.node.findAll()) if (each instanceof CfnLogGroup) each.retentionInDays = daysIn(retention);
}
