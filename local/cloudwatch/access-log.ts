import * as z from 'zod/mini';

import type { Answered } from '../answering.ts';
import type { World } from '../stores.ts';
import { propertiesOf } from '../template.ts';
import { parseLogFilter } from './log-filter.ts';
import type { Datum } from './metric-store.ts';

/** The line of an answer, and what metric filters make of it. */
export type AccessLog = (answered: Answered) => { readonly line: string; readonly data: readonly Datum[] };

const Stage = z.object({
  AccessLogSettings: z.object({ DestinationArn: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }), Format: z.string() }),
});
const Filter = z.object({
  LogGroupName: z.object({ Ref: z.string() }),
  FilterPattern: z.string(),
  MetricTransformations: z.array(z.object({ MetricNamespace: z.string(), MetricName: z.string(), MetricValue: z.literal('1') })),
});

/** As the template has it. */
export function accessLogIn({ template }: World): AccessLog {
  const [stage] = propertiesOf(template, 'AWS::ApiGatewayV2::Stage');
  const { DestinationArn, Format } = Stage.parse(stage).AccessLogSettings;
  const [group] = DestinationArn['Fn::GetAtt'];
  const filters = propertiesOf(template, 'AWS::Logs::MetricFilter')
    .map((properties) => Filter.parse(properties))
    .filter(({ LogGroupName }) => LogGroupName.Ref === group)
    .map((filter) => ({ takes: parseLogFilter(filter.FilterPattern), makes: filter.MetricTransformations }));
  return (answered) => {
    const line = filled(Format, answered);
    const fields = z.record(z.string(), z.unknown()).parse(JSON.parse(line));
    const made = filters.flatMap(({ takes, makes }) => (takes(fields) ? makes : []));
    const data = made.map((each) => ({ namespace: each.MetricNamespace, name: each.MetricName, dimensions: {}, value: 1 }));
    return { line, data };
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html */
function filled(format: string, { routeKey, status, answered, lambda, milliseconds }: Answered): string {
  const said: Readonly<Record<string, string | number | undefined>> = {
    '$context.routeKey': routeKey,
    '$context.status': status,
    '$context.responseLatency': milliseconds,
    '$context.integration.status': answered,
    '$context.integrationStatus': lambda,
    '$context.requestTime': new Date().toISOString(),
    '$context.identity.sourceIp': '127.0.0.1',
  };
  return format.replaceAll(/\$context(?:\.\w+)+/g, (name) => String(said[name] ?? '-'));
}
