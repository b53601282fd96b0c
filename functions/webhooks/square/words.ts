/** `INSUFFICIENT_FUNDS` as people write it. */
export const words = (code: string | null | undefined): string | undefined => code?.toLowerCase().replaceAll('_', ' ');
