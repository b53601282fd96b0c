import type { Posts } from '../protocol.ts';
import { about } from './about.ts';
import { type Posted, post, wordsOf } from './ask.ts';
import { type Question, question } from './question.tsx';
import { complain, say } from './toasts.tsx';

export interface Change<Path extends keyof Posts> extends Posted<Path>, Question {
  /** Also on one's own machine: it cannot be undone. */
  readonly isFinal?: boolean;
}

/** Asks where it must, does it, and says what came of it; false where nothing was done. */
export async function change<Path extends keyof Posts>(
  path: Path,
  { named, body, isFinal = false, ...asked }: Change<Path>,
): Promise<boolean> {
  const mustAsk = isFinal || about.value?.place !== 'local';
  if (mustAsk && !(await question(asked))) return false;
  try {
    const { text } = await post(path, { ...(named === undefined ? {} : { named }), body });
    say(text);
    return true;
  } catch (error) {
    complain(wordsOf(error));
    return false;
  }
}
