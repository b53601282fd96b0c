import { receiver } from '../../../shared/webhook/receiver.ts';
import { lemonsqueezy } from './provider.ts';

export const handler = receiver(lemonsqueezy);
