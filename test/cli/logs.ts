import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

import { onTestFinished } from 'vitest';
import * as z from 'zod/mini';

import { close, listen } from '../../local/loopback.ts';

export interface Logged {
  readonly group: string;
  readonly at: Date;
  readonly line: string;
}

interface Given {
  readonly lines: readonly Logged[];
  /** Saved query → its log groups. */
  readonly saved: Readonly<Record<string, readonly string[]>>;
  readonly denied?: readonly string[];
}

const QUERY = /^fields @timestamp, @message \| filter correlation_id like "([^"]+)" \| sort @timestamp asc \| limit 500$/;
const Start = z.object({
  logGroupNames: z.array(z.string()),
  startTime: z.int(),
  endTime: z.int(),
  queryString: z.string().check(z.regex(QUERY)),
});
const Prefix = z.object({ queryDefinitionNamePrefix: z.string() });
const Result = z.object({ queryId: z.string() });

/** As much of CloudWatch Logs as a trace uses: a query runs while it is looked at for the first time. `queries`: those that were started. */
export async function startLogs({ lines, saved, denied = [] }: Given) {
  const queries: { readonly query: z.infer<typeof Start>; looked: boolean }[] = [];
  const actions: Readonly<Record<string, (body: unknown) => object>> = {
    DescribeQueryDefinitions: (body) => {
      const { queryDefinitionNamePrefix: prefix } = Prefix.parse(body);
      const found = Object.entries(saved).filter(([name]) => name.startsWith(prefix));
      return { queryDefinitions: found.map(([name, logGroupNames]) => ({ name, logGroupNames })) };
    },
    StartQuery: (body) => ({ queryId: String(queries.push({ query: Start.parse(body), looked: false }) - 1) }),
    GetQueryResults: (body) => {
      const found = queries[Number(Result.parse(body).queryId)];
      if (!found) throw new Error('no such query');
      const isFirst = !found.looked;
      found.looked = true;
      return isFirst ? { status: 'Running', results: [] } : { status: 'Complete', results: answer(lines, found.query) };
    },
  };
  const server = createServer((request, response) => {
    const action = String(request.headers['x-amz-target']).replace('Logs_20140328.', '');
    const say = (status: number, body: object): void =>
      void response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    void json(request).then(
      (body) =>
        denied.includes(`logs:${action}`)
          ? say(400, { __type: 'AccessDeniedException', message: `User is not authorized to perform: logs:${action}` })
          : say(200, actions[action]?.(body) ?? {}),
      (error: unknown) => say(400, { __type: 'InvalidParameterException', message: String(error) }),
    );
  });
  const endpoint = await listen(server);
  onTestFinished(async () => close(server));
  return { endpoint, queries: () => queries.map(({ query }) => query) };
}

function answer(lines: readonly Logged[], { logGroupNames, startTime, endTime, queryString }: z.infer<typeof Start>) {
  const [, wanted = ''] = QUERY.exec(queryString) ?? [];
  const within = ({ at }: Logged): boolean => at.getTime() / 1000 >= startTime && at.getTime() / 1000 <= endTime;
  const isAbout = ({ line }: Logged): boolean => /"correlation_id":"([^"]*)"/.exec(line)?.[1]?.includes(wanted) === true;
  return lines
    .filter((each) => logGroupNames.includes(each.group) && within(each) && isAbout(each))
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
    .map(({ at, line }) => [
      { field: '@timestamp', value: at.toISOString().replace('T', ' ').replace('Z', '') },
      { field: '@message', value: `${line}\n` },
    ]);
}
