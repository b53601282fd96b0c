import { receiver } from '../../../shared/webhook/receiver.ts';
import { paypal } from './provider.ts';

export const handler = receiver(paypal);
