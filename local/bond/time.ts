/** As Python writes a time in UTC: microseconds, and an offset only if the object has one. */
export const pythonTime = (time: Date, { offset = true }: { readonly offset?: boolean } = {}): string =>
  `${time.toISOString().slice(0, -1)}000${offset ? '+00:00' : ''}`;

/** The slip in Bond's verification samples: a dash where the T belongs. */
export const withDash = (time: string): string => time.replace('T', '-');
