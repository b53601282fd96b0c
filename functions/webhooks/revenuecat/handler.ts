import { receiver } from '../../../shared/webhook/receiver.ts';
import { revenuecat } from './provider.ts';

export const handler = receiver(revenuecat);
