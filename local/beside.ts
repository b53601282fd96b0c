import type { Described } from './functions.ts';
import { type Code, functionArn } from './lambda/function.ts';
import type { Receiver } from './receivers.ts';
import { secretArn } from './secrets.ts';
import type { DescribedRoute } from './wiring.ts';

/** A receiver of the template and the route to it: what the template does not hold is made like these. */
export interface Model {
  readonly described: Described;
  readonly route: DescribedRoute;
}

/** The first receiver of a template; a config has one at least. */
export function modelIn(described: readonly Described[], [route]: readonly DescribedRoute[]): Model {
  const found = described.find(({ arn }) => arn === route?.arn);
  if (!route || !found) throw new Error('the template has no receiver');
  return { described: found, route };
}

export const routeTo = ({ construct, routeKey }: Receiver, { route }: Model): DescribedRoute => ({
  ...route,
  key: routeKey,
  arn: functionArn(construct),
});

/** A receiver that no template holds, and so nothing deploys. */
export function describeBeside(receiver: Receiver, { described, code }: Model & { readonly code: Code }): Described {
  const { provider, construct, settings, secret } = receiver;
  const environment = { ...described.environment, PROVIDER: provider, SECRET_ID: secretArn(secret.name), SETTINGS: settings };
  return { ...described, name: construct, arn: functionArn(construct), directory: code, environment };
}
