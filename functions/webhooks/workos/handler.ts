import { receiver } from '../../../shared/webhook/receiver.ts';
import { workos } from './provider.ts';

export const handler = receiver(workos);
