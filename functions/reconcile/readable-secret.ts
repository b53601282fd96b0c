import { command } from '../../shared/runtime/command.ts';
import type { SecretContent } from '../../shared/runtime/secrets.ts';
import { HistoryError } from './history-api.ts';
import { actionIn } from './in-words.ts';

/** The secret of a provider. Throws a HistoryError that says what mends it, and no word of what it holds. */
export async function readableSecret(provider: string, read: (provider: string) => Promise<SecretContent>): Promise<SecretContent> {
  try {
    return await read(provider);
  } catch (error) {
    if (!(error instanceof Error) || actionIn(error) !== undefined) throw error;
    // A TypeError is of the form, all else has a name of AWS's or of the network's.
    const why = error instanceof TypeError ? 'is not in the form that the stack keeps' : `cannot be read (${error.name})`;
    throw new HistoryError(`the secret of ${provider} ${why}: ${command(`secrets set ${provider}`)} sets it`);
  }
}
