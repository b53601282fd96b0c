export type { Provider } from '../shared/webhook/provider.ts';
