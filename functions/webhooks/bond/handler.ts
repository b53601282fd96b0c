import { receiver } from '../../../shared/webhook/receiver.ts';
import { bond } from './provider.ts';

export const handler = receiver(bond);
