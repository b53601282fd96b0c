import { receiver } from '../../../shared/webhook/receiver.ts';
import { supabase } from './provider.ts';

export const handler = receiver(supabase);
