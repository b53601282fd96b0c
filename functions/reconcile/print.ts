import type { Envelope, EnvelopeCommand } from '../../shared/queue/envelope.ts';
import { occasionPrint } from '../consumer/state/ledger.ts';

/** What the ledger notes of what a command tells; undefined for what has no occasion. */
export const printOf = ({ command }: EnvelopeCommand, { provider }: Pick<Envelope, 'provider'>): string | undefined =>
  command.type === 'track-event' ? occasionPrint(command.occasion && `${provider}:${command.occasion}`) : undefined;
