import { fromMinor, type Money } from '../../../shared/bunce/money.ts';

/** Mono debits Nigerian accounts; mandates and their debits name no currency. */
export const kobo = (amount: number | string, currency?: string | null): Money => fromMinor(amount, currency || 'NGN');
