import { receiver } from '../../../shared/webhook/receiver.ts';
import { kora } from './provider.ts';

export const handler = receiver(kora);
