import { receiver } from '../../../shared/webhook/receiver.ts';
import { standardWebhooks } from './provider.ts';

export const handler = receiver(standardWebhooks);
