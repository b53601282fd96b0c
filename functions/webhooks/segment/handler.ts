import { receiver } from '../../../shared/webhook/receiver.ts';
import { segment } from './provider.ts';

export const handler = receiver(segment);
