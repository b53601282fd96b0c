import { causeOf } from '../../shared/webhook/cause.ts';
import { Unavailable } from '../../shared/webhook/unavailable.ts';
import { HistoryError } from './history-api.ts';

/** Why a provider was not compared: nothing that an API said, which may tell of a person, but of AWS the action that it refuses. */
export function inWords(error: unknown): string {
  if (error instanceof HistoryError || error instanceof Unavailable) return error.message;
  if (!(error instanceof Error)) return causeOf(error);
  const action = actionIn(error);
  return action === undefined
    ? `${error.name}: ${causeOf(error)}`
    : `${error.name}: the function may not ${action}, deploy again; or a policy beyond the stack forbids it`;
}

/** What AWS does not let somebody do; its words name who, and a person's session may be called by their e-mail. */
export const actionIn = ({ message }: Error): string | undefined => /\bperform: ([\w-]+:\w+)/.exec(message)?.[1];
