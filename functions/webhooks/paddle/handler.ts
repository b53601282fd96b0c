import { receiver } from '../../../shared/webhook/receiver.ts';
import { paddle } from './provider.ts';

export const handler = receiver(paddle);
