type Maybe = string | null | undefined;

/** The first that is neither null nor blank: Shopify writes both for "none". */
export const first = (...found: readonly Maybe[]): Maybe => found.find((text) => text?.trim());
