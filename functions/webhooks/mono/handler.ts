import { receiver } from '../../../shared/webhook/receiver.ts';
import { mono } from './provider.ts';

export const handler = receiver(mono);
