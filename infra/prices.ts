interface Price {
  readonly dollars: number;
  /** How many of the unit cost that. */
  readonly per: number;
  readonly unit: string;
  /** Of AWS. */
  readonly page: string;
}

const CLOUDWATCH = 'https://aws.amazon.com/cloudwatch/pricing/';
const DYNAMODB = 'https://aws.amazon.com/dynamodb/pricing/on-demand/';
const LAMBDA = 'https://aws.amazon.com/lambda/pricing/';
const SECRETS = 'https://aws.amazon.com/secrets-manager/pricing/';

/** Where, and on which day they were put together: from what is written about AWS's pages, not read off the pages themselves. Compare before quoting a bill. */
export const REGION = 'us-east-1';
export const COMPILED = '2026-11-27';

/** List prices of the first tier; the free tiers are left out. */
export const PRICES = {
  secret: { dollars: 0.4, per: 1, unit: 'secret-month', page: SECRETS },
  secretRead: { dollars: 0.05, per: 10_000, unit: 'call', page: SECRETS },
  /** Of standard resolution. */
  alarmMetric: { dollars: 0.1, per: 1, unit: 'alarm metric-month', page: CLOUDWATCH },
  compositeAlarm: { dollars: 0.5, per: 1, unit: 'alarm-month', page: CLOUDWATCH },
  dashboard: { dollars: 3, per: 1, unit: 'dashboard-month', page: CLOUDWATCH },
  metric: { dollars: 0.3, per: 1, unit: 'metric-month', page: CLOUDWATCH },
  logByte: { dollars: 0.5, per: 1e9, unit: 'byte taken in', page: CLOUDWATCH },
  logByteKept: { dollars: 0.03, per: 1e9, unit: 'byte-month', page: CLOUDWATCH },
  logByteScanned: { dollars: 0.005, per: 1e9, unit: 'byte scanned by Logs Insights', page: CLOUDWATCH },
  httpRequest: { dollars: 1, per: 1e6, unit: 'request of at most 512 kB', page: 'https://aws.amazon.com/api-gateway/pricing/' },
  invocation: { dollars: 0.2, per: 1e6, unit: 'request', page: LAMBDA },
  /** Of arm64. */
  gigabyteSecond: { dollars: 0.000_013_333_4, per: 1, unit: 'GB-second', page: LAMBDA },
  /** Of a FIFO queue. */
  queueRequest: { dollars: 0.5, per: 1e6, unit: 'request, each begun 64 kB', page: 'https://aws.amazon.com/sqs/pricing/' },
  writeUnit: { dollars: 0.625, per: 1e6, unit: 'write request unit', page: DYNAMODB },
  readUnit: { dollars: 0.125, per: 1e6, unit: 'read request unit', page: DYNAMODB },
  tableByte: { dollars: 0.25, per: 1e9, unit: 'byte-month', page: DYNAMODB },
  /** For recovery to a point in time. */
  tableByteBackedUp: { dollars: 0.2, per: 1e9, unit: 'byte-month', page: DYNAMODB },
  mail: { dollars: 2, per: 100_000, unit: 'e-mail', page: 'https://aws.amazon.com/sns/pricing/' },
} as const satisfies Readonly<Record<string, Price>>;

/** Dollars for so many of a unit. */
export const costOf = (name: keyof typeof PRICES, amount: number): number => (amount * PRICES[name].dollars) / PRICES[name].per;
