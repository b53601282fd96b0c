export { BunceSync } from '../infra/bunce-sync.ts';
export type { BunceSyncProps } from '../infra/prepare.ts';
export { BunceSyncStack, type BunceSyncStackProps } from '../infra/stack.ts';
