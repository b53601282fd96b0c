export const iso = (at: number): string => new Date(at * 1000).toISOString();
