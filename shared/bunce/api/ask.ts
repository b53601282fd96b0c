import type { Call } from '../call.ts';
import { type Answer, type BunceClient, isWorthAgain } from '../client.ts';
import { judge, type Judgement } from '../status.ts';
import { type PaceRule, pacing } from './pacing.ts';
import { refused } from './refused.ts';

export interface AskRule extends PaceRule {
  readonly client: Pick<BunceClient, 'send'>;
  readonly baseUrl: string;
  /** How often what is harmless is asked again. */
  readonly retries: number;
}

/** The body of Bunce's answer, once it is a yes. Throws a BunceError for anything else. */
export type Ask = (call: Call) => Promise<unknown>;

export function asking({ client, baseUrl, retries, ...rule }: AskRule): Ask {
  const pace = pacing(rule);

  const attempt = async (call: Call): Promise<Attempt> => {
    const busy = await pace.turn();
    if (busy) return { judgement: busy, body: undefined, again: false };
    const answer = await client.send(call);
    const judgement = judge(answer);
    if (judgement.kind === 'busy') pace.stayAway(judgement);
    return { judgement, body: answer.kind === 'answered' ? answer.body : undefined, again: isHarmless(call, { answer, judgement }) };
  };

  return async (call) => {
    let doubt = false;
    for (let tries = 0; ; tries += 1) {
      const { judgement, body, again } = await attempt(call);
      if (judgement.kind === 'ok') return judgement.body;
      doubt ||= judgement.kind === 'unsure';
      const pause = pauseBefore(judgement, tries);
      if (!again || tries >= retries || pause > rule.patience)
        throw refused({ failure: judgement, body, doubt, baseUrl, what: call.name.replaceAll('-', ' ') });
      if (judgement.kind !== 'busy') await rule.sleep(pause * 1000);
    }
  };
}

interface Attempt {
  readonly judgement: Judgement;
  readonly body: unknown;
  /** Whether the same may be asked once more. */
  readonly again: boolean;
}

/** What was surely not done, what changes nothing, and, as the consumer does, what broke and is no harm to repeat. */
function isHarmless(call: Call, { answer, judgement }: { readonly answer: Answer; readonly judgement: Judgement }): boolean {
  const { kind } = judgement;
  return kind === 'busy' || kind === 'down' || (kind === 'unsure' && (call.method === 'GET' || isWorthAgain(call, answer)));
}

/** Seconds. */
const FIRST_PAUSE = 0.5;

const pauseBefore = (judgement: Judgement, tries: number): number =>
  Math.max(FIRST_PAUSE * 2 ** tries, ('after' in judgement ? judgement.after : null) ?? 0);
