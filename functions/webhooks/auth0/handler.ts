import { receiver } from '../../../shared/webhook/receiver.ts';
import { auth0 } from './provider.ts';

export const handler = receiver(auth0);
