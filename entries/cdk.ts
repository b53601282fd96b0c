export { BunceSync } from '../infra/stack.ts';
