/** Bytes of a body, by what a provider sends; API Gateway and Lambda take 6 MB with base64. Beyond its limit the provider keeps its webhook and an alarm rings. */
export const BODY_LIMIT = {
  /** Of one payment, one mandate, one person. */
  notice: 256 * 1024,
  /** Where a provider sets none. */
  usual: 1024 * 1024,
  /** An order with all its lines and plug-ins' data, and batches. */
  large: 4 * 1024 * 1024,
} as const;
