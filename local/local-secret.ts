import type { Provider } from '../shared/webhook/provider.ts';

/** What a provider signs with here: words anyone can guess, in the form its scheme needs. */
export const localSecret = ({ name, signature }: Provider): string => signature.secretFrom(`local-${name}-secret`);
