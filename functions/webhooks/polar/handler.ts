import { receiver } from '../../../shared/webhook/receiver.ts';
import { polar } from './provider.ts';

export const handler = receiver(polar);
