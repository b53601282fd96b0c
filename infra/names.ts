/** Of the stack of a stage. */
export const stackName = (stage: string): string => (stage === 'default' ? 'BunceSync' : `BunceSync-${stage}`);

const pascal = (name: string): string => name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What a provider's resources are called: constructs that are renamed are replaced, so this never changes. */
export const namesOf = (provider: string) => {
  const name = pascal(provider);
  return {
    secret: `${name}Secret`,
    receiver: `${name}Receiver`,
    outputs: { url: `WebhookUrl${name}`, secret: `SecretArn${name}` },
  } as const;
};
