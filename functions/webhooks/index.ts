export { bond } from './bond/provider.ts';
export { clerk } from './clerk/provider.ts';
export { flutterwave } from './flutterwave/provider.ts';
export { paystack } from './paystack/provider.ts';
export { segment } from './segment/provider.ts';
export { shopify } from './shopify/provider.ts';
export { stripe } from './stripe/provider.ts';
export { supabase } from './supabase/provider.ts';
