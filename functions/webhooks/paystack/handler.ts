import { receiver } from '../../../shared/webhook/receiver.ts';
import { paystack } from './provider.ts';

export const handler = receiver(paystack);
