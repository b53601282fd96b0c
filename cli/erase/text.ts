import type { Part } from './part.ts';

export interface Report {
  readonly parts: readonly Part[];
  readonly byHand: readonly string[];
  readonly dryRun: boolean;
}

const NAMES = { person: 'the person', parked: 'parked messages', bond: 'Bond' } as const;

export function reportText({ parts, byHand, dryRun }: Report): string {
  const failed = parts.filter(({ ended }) => ended === 'failed');
  return [
    ...parts.map(({ what, ended, text }) => (ended === 'failed' ? `NOT DONE, ${NAMES[what]}: ${text}` : text)),
    ...(failed.length > 0 && !dryRun ? ['run the same command again: it goes on from here'] : []),
    '',
    'left to be done by hand:',
    ...byHand.map((line) => `- ${line}`),
  ].join('\n');
}
