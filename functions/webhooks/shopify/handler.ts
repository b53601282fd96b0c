import { receiver } from '../../../shared/webhook/receiver.ts';
import { shopify } from './provider.ts';

export const handler = receiver(shopify);
