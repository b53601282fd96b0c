export { paystack } from './paystack/provider.ts';
