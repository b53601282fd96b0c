import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod/mini';

import { providers } from '../../functions/webhooks/registry.ts';
import { stackName } from '../../infra/names.ts';
import { BunceSyncStack } from '../../infra/stack.ts';
import { BUNCE_SANDBOX } from '../../shared/bunce/hosts.ts';
import type { Config } from '../../shared/config/config.ts';
import { project } from '../project.ts';

/** What some providers cannot work without. */
const SETTINGS: Config['providers'] = {
  bond: { baseUrl: 'https://sandbox.bond.tech/api/v0.1' },
  paypal: { webhookId: '4JH86294D6297924G' },
};

/** A config with every provider there is. */
export const everything: Config = {
  bunce: { baseUrl: BUNCE_SANDBOX },
  identity: 'clerk',
  defaultCountry: 'NG',
  providers: Object.fromEntries(Object.keys(providers).map((name) => [name, SETTINGS[name] ?? {}])),
  events: {},
  alarmEmail: 'on-call@example.com',
  stages: { production: { alarmEmail: 'boss@example.com' } },
};

export const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
export const CERTIFICATE = 'arn:aws:acm:eu-west-1:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab';

/** The stack's template; what the functions would run does not matter here. */
export function synthesized(config: Config = everything, stage = 'default'): Template {
  const stack = new BunceSyncStack(new App(), stackName(stage), {
    project: { ...project, config },
    stage,
    catalogue: 'none',
    code: () => import.meta.dirname,
  });
  return Template.fromStack(stack);
}

const Resource = z.object({
  DeletionPolicy: z.optional(z.string()),
  UpdateReplacePolicy: z.optional(z.string()),
  DependsOn: z._default(z.array(z.string()), []),
  Properties: z._default(z.record(z.string(), z.unknown()), {}),
});
export type Resource = z.infer<typeof Resource>;

/** Logical id → resource. */
export const resourcesOf = (template: Template, type: string): Readonly<Record<string, Resource>> =>
  z.record(z.string(), Resource).parse(template.findResources(type));

/** The one logical id of a type that begins with these words. */
export function idOf(template: Template, { type, begins }: { readonly type: string; readonly begins: string }): string {
  const [id, ...others] = Object.keys(resourcesOf(template, type)).filter((name) => new RegExp(`^${begins}[0-9A-F]{8}$`).test(name));
  if (id === undefined || others.length > 0) throw new Error(`${begins}: ${others.length + (id ? 1 : 0)} of type ${type}`);
  return id;
}
