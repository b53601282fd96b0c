import { receiver } from '../../../shared/webhook/receiver.ts';
import { clerk } from './provider.ts';

export const handler = receiver(clerk);
