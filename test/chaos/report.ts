import type { ChaosResult } from './run.ts';

/** The lines that must be 0. */
export const FORBIDDEN = ['lost', 'doubled', 'orderBroken', 'healthyParked', 'staleOverwritten'] as const;

/** Which lines break the promise; with `park` nothing may be doubled at all. */
export function broken({ findings }: Pick<ChaosResult, 'findings'>, onAmbiguous: 'retry' | 'park'): readonly string[] {
  const lines = onAmbiguous === 'park' ? [...FORBIDDEN, 'doubledByAmbiguity' as const] : FORBIDDEN;
  return lines.filter((line) => findings[line].length > 0);
}

/** The one table of a run. */
export function report({ findings, injected, ambiguous, seconds, late, stuck }: ChaosResult): string {
  const parked = Object.entries(findings.parked).map(([reason, count]) => `${reason} ${count}`);
  const rows: readonly (readonly [string, string | number])[] = [
    ['sent', findings.sent],
    ['accepted', findings.accepted],
    ['delivered', findings.delivered],
    ['parked', parked.join(', ') || 0],
    ['lost', listed(findings.lost)],
    ['doubled', listed(findings.doubled)],
    ['doubled by ambiguity', `${findings.doubledByAmbiguity.length} of ${ambiguous} brought into doubt`],
    ['order broken', listed(findings.orderBroken)],
    ['healthy parked', listed(findings.healthyParked)],
    ['stale overwritten', listed(findings.staleOverwritten)],
    ['calls per webhook', findings.callsPerWebhook.toFixed(2)],
    ['lock-outs', `${findings.lockOuts} of our making, ${injected.get('lock-out') ?? 0} injected`],
    ['injected', [...injected].map(([fault, count]) => `${fault} ${count}`).join(', ') || 'nothing'],
    [
      'took',
      `${seconds.toFixed(1)} s${late > 0 ? `, ${late} answers came after the caller had left` : ''}${stuck > 0 ? `, ${stuck} stuck` : ''}`,
    ],
  ];
  return rows.map(([name, value]) => `${name.padEnd(22)}${value}`).join('\n');
}

const listed = (tokens: readonly string[]): string =>
  tokens.length === 0 ? '0' : `${tokens.length}  ${tokens.slice(0, 8).join(' ')}${tokens.length > 8 ? ' …' : ''}`;
