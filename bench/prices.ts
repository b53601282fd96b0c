/**
 * US dollars in us-east-1; the free tiers left out. Not read off AWS's pages: compare before quoting a bill. No budget is in dollars.
 * https://aws.amazon.com/dynamodb/pricing/on-demand/ · https://aws.amazon.com/cloudwatch/pricing/
 */
export const PRICES = {
  writeUnit: 0.625 / 1e6,
  readUnit: 0.125 / 1e6,
  logByte: 0.5 / 1e9,
  /** A month. */
  metricSeries: 0.3,
} as const;
