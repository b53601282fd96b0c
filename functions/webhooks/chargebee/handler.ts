import { receiver } from '../../../shared/webhook/receiver.ts';
import { chargebee } from './provider.ts';

export const handler = receiver(chargebee);
