/** `month`, or `3 months`: an event's `interval`, as providers write it in two fields. */
export const intervalText = (unit: string | null | undefined, count: string | number | null | undefined): string | undefined =>
  unit && Number(count ?? 1) > 1 ? `${count} ${unit}s` : (unit ?? undefined);
