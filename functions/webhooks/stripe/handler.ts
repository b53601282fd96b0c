import { receiver } from '../../../shared/webhook/receiver.ts';
import { stripe } from './provider.ts';

export const handler = receiver(stripe);
