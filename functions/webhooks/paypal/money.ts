import { fromMajor, type Money } from '../../../shared/bunce/money.ts';

/** In the words of the newer or of the older API. */
export interface Amount {
  readonly value?: string | number;
  readonly total?: string | number;
  readonly currency_code?: string;
  readonly currency?: string;
}

/** Money that goes back may be written as a negative amount. */
export function money({ value, total, currency_code: code, currency = code }: Amount): Money {
  return fromMajor(String(value ?? total).replace(/^-/, ''), currency ?? '');
}

/** `INSUFFICIENT_FUNDS` as people write it. */
export const words = (code: string | null | undefined): string | undefined => code?.toLowerCase().replaceAll('_', ' ');
