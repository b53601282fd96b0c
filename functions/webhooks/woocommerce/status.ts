const UNPAID: ReadonlySet<string> = new Set(['pending', 'on-hold', 'cancelled', 'checkout-draft', 'auto-draft', 'trash']);

/** Plug-ins write statuses under WordPress's prefix or without it. */
export const bare = (status: string | null | undefined): string => status?.replace(/^wc-/, '') ?? '';

export const isUnpaid = (status: string): boolean => UNPAID.has(bare(status));
