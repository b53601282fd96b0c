import type { ChaosResult } from './run.ts';

/** The lists that must be empty. */
export const FORBIDDEN = ['lost', 'doubled', 'orderBroken', 'wrongPerson', 'wrongInTheEnd', 'healthyParked', 'staleOverwritten'] as const;

type Judged = Pick<ChaosResult, 'findings' | 'neverStruck' | 'stuck' | 'quiet'>;

/** All that is judged. */
export const LINES = [...FORBIDDEN, 'doubledByAmbiguity', 'stuck', 'lockOuts', 'silence', 'neverStruck'] as const;
export type Line = (typeof LINES)[number];

/** Which lines break the promise; with `park` nothing may be doubled at all. */
export function broken({ findings, neverStruck, stuck, quiet }: Judged, onAmbiguous: 'retry' | 'park'): readonly Line[] {
  const lists = onAmbiguous === 'park' ? [...FORBIDDEN, 'doubledByAmbiguity' as const] : FORBIDDEN;
  return [
    ...lists.filter((line) => findings[line].length > 0),
    ...(stuck > 0 ? ['stuck' as const] : []),
    ...(findings.lockOuts > 0 ? ['lockOuts' as const] : []),
    ...(findings.silence > quiet ? ['silence' as const] : []),
    ...(neverStruck.length > 0 ? ['neverStruck' as const] : []),
  ];
}

/** The one table of a run. */
export function report(result: ChaosResult): string {
  const { findings, injected, doubts, seconds, late, stuck, neverStruck, spent } = result;
  const parked = Object.entries(findings.parked).map(([reason, count]) => `${reason} ${count}`);
  const per = (count: number): string => (count / findings.accepted).toFixed(2);
  const rows: readonly (readonly [string, string | number])[] = [
    ['sent', findings.sent],
    ['accepted', findings.accepted],
    ['delivered', findings.delivered],
    ['parked', parked.join(', ') || 0],
    ['lost', listed(findings.lost)],
    ['doubled', listed(findings.doubled)],
    ['doubled by ambiguity', `${findings.doubledByAmbiguity.length}, brought into doubt ${doubts} times`],
    ['order broken', listed(findings.orderBroken)],
    ['wrong person', listed(findings.wrongPerson)],
    ['wrong in the end', listed(findings.wrongInTheEnd)],
    ['healthy parked', listed(findings.healthyParked)],
    ['stale overwritten', listed(findings.staleOverwritten)],
    ['stuck', stuck],
    ['lock-outs', `${findings.lockOuts} of our making, ${injected.get('lock-out') ?? 0} injected`],
    ['longest silence', `${findings.silence.toFixed(1)} s, ${result.quiet} allowed`],
    ['calls per webhook', findings.callsPerWebhook.toFixed(2)],
    ['receives per webhook', `${per(spent.receives)}, ${spent.most} of one message`],
    ['DynamoDB per webhook', `${per(spent.writeUnits)} write units, ${per(spent.readUnits)} read units, ${per(spent.requests)} requests`],
    ['injected', [...injected].map(([fault, count]) => `${fault} ${count}`).join(', ') || 'nothing'],
    ['never struck', listed(neverStruck)],
    ['took', `${seconds.toFixed(1)} s${late > 0 ? `, ${late} answers came after the caller had left` : ''}`],
  ];
  return rows.map(([name, value]) => `${name.padEnd(22)}${value}`).join('\n');
}

const listed = (tokens: readonly string[]): string =>
  tokens.length === 0 ? '0' : `${tokens.length}  ${tokens.slice(0, 8).join(' · ')}${tokens.length > 8 ? ' …' : ''}`;
