import { receiver } from '../../../shared/webhook/receiver.ts';
import { square } from './provider.ts';

export const handler = receiver(square);
