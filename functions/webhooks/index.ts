export { bond } from './bond/provider.ts';
export { paystack } from './paystack/provider.ts';
