import { receiver } from '../../../shared/webhook/receiver.ts';
import { flutterwave } from './provider.ts';

export const handler = receiver(flutterwave);
