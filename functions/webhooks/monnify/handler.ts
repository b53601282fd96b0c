import { receiver } from '../../../shared/webhook/receiver.ts';
import { monnify } from './provider.ts';

export const handler = receiver(monnify);
