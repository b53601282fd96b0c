import { receiver } from '../../../shared/webhook/receiver.ts';
import { woocommerce } from './provider.ts';

export const handler = receiver(woocommerce);
