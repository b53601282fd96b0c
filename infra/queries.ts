import { CfnQueryDefinition, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

import { chunked } from '../shared/runtime/chunked.ts';

export interface Asked {
  /** Begins their names, as a folder in the console. */
  readonly service: string;
  readonly receivers: readonly ILogGroup[];
  readonly consumer: ILogGroup;
  readonly reconcile: ILogGroup | undefined;
}

interface Query {
  readonly name: string;
  readonly of: 'all' | 'receivers' | 'consumer';
  readonly lines: readonly string[];
}

/** What is asked again and again; docs/operations.md says when. What stands in angle brackets is put in by hand. */
const QUERIES: readonly Query[] = [
  {
    name: 'One webhook by its id',
    of: 'all',
    lines: [
      'fields @timestamp, function, message, type, call, calls, status, reason, person',
      'filter correlation_id = "<id>"',
      'sort @timestamp asc',
    ],
  },
  {
    name: 'Refusals by guess',
    of: 'receivers',
    lines: ['filter message = "refused"', 'stats count(*) as webhooks by function, verdict, guess', 'sort webhooks desc'],
  },
  {
    name: 'Parked by reason and provider',
    of: 'all',
    lines: [
      'filter message = "parked" or message like /^unreadable/',
      'stats count(*) as webhooks by coalesce(reason, "unreadable") as why, coalesce(provider, function) as sender',
      'sort webhooks desc',
    ],
  },
  {
    name: 'Slowest',
    of: 'consumer',
    lines: ['filter message = "delivered"', 'fields @timestamp, correlation_id, provider, ms, calls, person', 'sort ms desc', 'limit 50'],
  },
  {
    name: 'First errors after a deploy',
    of: 'all',
    lines: [
      'filter level in ["ERROR", "WARN"]',
      'stats min(@timestamp) as first, count(*) as lines by function, message, cause',
      'sort first desc',
    ],
  },
  {
    name: "One person's webhooks by fingerprint",
    of: 'consumer',
    lines: ['filter person = "<fingerprint>"', 'fields @timestamp, correlation_id, message, provider, calls', 'sort @timestamp asc'],
  },
];

/** Log groups that one query of Logs Insights takes. */
export const MOST_GROUPS = 50;

/** Saved queries of Logs Insights, ready in the console; a query over more groups than one takes is several. */
export function addQueries(scope: Construct, { service, receivers, consumer, reconcile }: Asked): void {
  const groups = { all: [...receivers, consumer, ...(reconcile ? [reconcile] : [])], receivers, consumer: [consumer] };
  for (const { name, of, lines } of QUERIES) {
    for (const [at, some] of chunked(groups[of], MOST_GROUPS).entries()) {
      const part = at === 0 ? '' : ` ${at + 1}`;
      new CfnQueryDefinition(scope, idOf(`${name}${part}`), {
        name: `${service}/${name}${part}`,
        queryString: lines.join('\n| '),
        logGroupNames: some.map(({ logGroupName }) => logGroupName),
      });
    }
  }
}

const idOf = (name: string): string => `Query${name.replaceAll(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase())}`;
