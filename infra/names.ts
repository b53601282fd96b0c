import type { Config } from '../shared/config/config.ts';
import type { Provider } from '../shared/webhook/provider.ts';

/** Of the stack of a stage. */
export const stackName = (stage: string): string => (stage === 'default' ? 'BunceSync' : `BunceSync-${stage}`);

/** The output that every instance has; its value is the stage, and what stands before this name is the instance. */
export const MARK = 'BunceSyncStage';

export interface Place {
  readonly stack: string;
  /** Tells several in one stack apart, and begins their outputs; empty for the only one of a BunceSyncStack. */
  readonly instance: string;
}

/** What logs and metrics of an instance are found by. No stack has a slash in its name. */
export const serviceOf = ({ stack, instance }: Place): string => (instance === '' ? stack : `${stack}/${instance}`);

const pascal = (name: string): string => name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What a provider's resources are called: constructs that are renamed are replaced, so this never changes. */
export const namesOf = (provider: string) => {
  const name = pascal(provider);
  return {
    secret: `${name}Secret`,
    receiver: `${name}Receiver`,
    missingFound: `${name}MissingFound`,
    outputs: { url: `WebhookUrl${name}`, secret: `SecretArn${name}` },
  } as const;
};

/** Of the bundle of what compares by itself: nobody's name has a dot. */
export const RECONCILE = 'reconcile.scheduled';

/** The functions of a stage, by the names of their bundles. */
export const functionsOf = ({ reconcile = {} }: Pick<Config, 'reconcile'>, providers: readonly Pick<Provider, 'name'>[]): string[] => [
  ...providers.map(({ name }) => name),
  'consumer',
  ...(Object.keys(reconcile).length > 0 ? [RECONCILE] : []),
];

/** What such a function is called in the template. */
export function constructOf(name: string): string {
  if (name === 'consumer') return 'Consumer';
  return name === RECONCILE ? 'Reconcile' : namesOf(name).receiver;
}

/** Behind it the secret of a sender that can show it nowhere else. */
export const routeOf = ({ name, signature }: Provider): string => `/webhooks/${name}${signature.inUrl?.mode === 'path' ? '/{secret}' : ''}`;
