import type { walls } from '../walls.ts';

/** A file behind a wall, with imports that it must refuse and some that it must let through. */
export interface Planted {
  readonly file: string;
  readonly refused: readonly string[];
  readonly passing: readonly string[];
}

/** One for each wall. */
export const planted: Readonly<Record<keyof typeof walls, Planted>> = {
  runtime: {
    file: 'shared/runtime/planted.ts',
    refused: [
      '../bond/ask.ts',
      '../bunce/money.ts',
      '../../functions/webhooks/registry.ts',
      '../../local/run.ts',
      '../../cli/aws.ts',
      'node:crypto',
    ],
    passing: ['./log.ts', '@aws-sdk/client-dynamodb', 'zod/mini'],
  },
  fingerprint: { file: 'shared/runtime/fingerprint.ts', refused: ['./log.ts', '../bunce/money.ts'], passing: ['node:crypto'] },
  bond: {
    file: 'shared/bond/planted.ts',
    refused: [
      '../bunce/money.ts',
      '../webhook/field.ts',
      '../queue/envelope.ts',
      '../config/config.ts',
      '../../functions/webhooks/bond/schema.ts',
      '../../local/bond/rules.ts',
      '@aws-sdk/client-sqs',
      'node:crypto',
    ],
    passing: ['./ask.ts', '../runtime/http.ts', 'zod/mini'],
  },
  bunce: {
    file: 'shared/bunce/planted.ts',
    refused: [
      './account/account.ts',
      '../bond/ask.ts',
      './api/ask.ts',
      '../queue/envelope.ts',
      '../webhook/provider.ts',
      '../config/config.ts',
      '@aws-sdk/client-sqs',
    ],
    passing: ['./money.ts', '../runtime/log.ts', 'zod/mini'],
  },
  account: {
    file: 'shared/bunce/account/planted.ts',
    refused: ['../../bond/ask.ts', '../../queue/envelope.ts', '../../config/config.ts', '../../../infra/names.ts'],
    passing: ['./read.ts', '../client.ts', '../api/bunce.ts', '../../runtime/log.ts'],
  },
  api: {
    file: 'shared/bunce/api/planted.ts',
    refused: ['../account/read.ts', '../../queue/envelope.ts', '../../config/config.ts', '../../../infra/names.ts', 'node:crypto'],
    passing: ['./ask.ts', '../client.ts', '../../runtime/steady-clock.ts', 'node:timers/promises'],
  },
  queue: {
    file: 'shared/queue/planted.ts',
    refused: ['../bond/ask.ts', '../webhook/provider.ts', '../config/config.ts', '../bunce/account/read.ts', '../../test/chaos/run.ts'],
    passing: ['./envelope.ts', '../bunce/command.ts', '../runtime/fingerprint.ts', '@aws-sdk/client-sqs'],
  },
  webhook: {
    file: 'shared/webhook/planted.ts',
    refused: [
      '../bond/ask.ts',
      '../config/config.ts',
      '../../functions/webhooks/paystack/provider.ts',
      '../bunce/account/read.ts',
      'node:crypto',
    ],
    passing: ['./request.ts', '../queue/envelope.ts', '../bunce/command.ts', '../runtime/http.ts'],
  },
  signing: {
    file: 'shared/webhook/signature.ts',
    refused: ['../runtime/log.ts', '@aws-sdk/client-sqs'],
    passing: ['./scheme.ts', 'node:crypto'],
  },
  config: {
    file: 'shared/config/planted.ts',
    refused: [
      '../bond/ask.ts',
      '../../bunce-sync.config.ts',
      '../../functions/webhooks/registry.ts',
      '../../infra/names.ts',
      '@aws-sdk/client-sqs',
    ],
    passing: ['./config.ts', '../webhook/provider.ts', '../bunce/binding.ts', 'node:fs'],
  },
  webhooks: {
    file: 'functions/webhooks/planted.ts',
    refused: ['./index.ts', '../consumer/consume.ts', '../../local/run.ts', '../../shared/bunce/account/read.ts', '@aws-sdk/client-sqs'],
    passing: ['./registry.ts', './hmac/generic.ts', '../../shared/config/config.ts'],
  },
  index: { file: 'functions/webhooks/index.ts', refused: ['./hmac/generic.ts', './senders.ts'], passing: ['./paystack/provider.ts'] },
  registry: {
    file: 'functions/webhooks/registry.ts',
    refused: ['../consumer/consume.ts', '../../cli/aws.ts'],
    passing: ['./index.ts', '../../shared/webhook/provider.ts'],
  },
  provider: {
    file: 'functions/webhooks/planted/provider.ts',
    refused: [
      '../stripe/schema.ts',
      '../index.ts',
      '../../consumer/consume.ts',
      '../../../shared/bunce/client.ts',
      '../../../shared/bunce/account/read.ts',
      '../../../shared/runtime/http.ts',
      '../../../shared/config/config.ts',
      '../../../bunce-sync.config.ts',
      '../../../local/run.ts',
      'node:crypto',
      'zod',
    ],
    passing: ['./map.ts', '../../../shared/webhook/provider.ts', '../../../shared/bunce/money.ts', 'zod/mini'],
  },
  asking: {
    file: 'functions/webhooks/planted/lookup.ts',
    refused: ['../bond/lookup.ts', '../../../shared/bond/ask.ts', '../../../shared/runtime/aws.ts', '@aws-sdk/client-sqs', 'undici'],
    passing: ['./schema.ts', '../../../shared/runtime/http.ts', '../../../shared/webhook/api-lookup.ts', 'node:crypto', 'jose'],
  },
  bondLookup: {
    file: 'functions/webhooks/bond/lookup.ts',
    refused: ['../stripe/schema.ts', '../../../shared/bond/client.ts', '../../../shared/runtime/aws.ts', 'node:crypto'],
    passing: ['./schema.ts', '../../../shared/bond/ask.ts', '../../../shared/bond/retrieve.ts', '../../../shared/webhook/provider.ts'],
  },
  bondPeople: {
    file: 'functions/webhooks/bond/people.ts',
    refused: ['../../../shared/bond/client.ts', '../../../shared/bond/change.ts', '../../../shared/queue/envelope.ts'],
    passing: ['./map.ts', '../../../shared/bond/ask.ts', '../../../shared/bond/retry.ts', 'zod/mini'],
  },
  receiver: {
    file: 'functions/webhooks/planted/handler.ts',
    refused: ['../paystack/provider.ts', '../../../shared/runtime/aws.ts', '../../../infra/names.ts'],
    passing: ['./provider.ts', '../../../shared/webhook/receiver.ts', 'bunce-sync:config'],
  },
  quirks: {
    file: 'functions/webhooks/planted/quirks.test.ts',
    refused: ['../../../test/cli/cli.ts', '../../../cli/aws.ts', '../../../infra/names.ts'],
    passing: ['./provider.ts', '../../../local/bond/server.ts', 'node:crypto', 'vitest'],
  },
  consumer: {
    file: 'functions/consumer/planted.ts',
    refused: [
      '../webhooks/registry.ts',
      '../../local/run.ts',
      '../../shared/bond/ask.ts',
      '../../shared/bunce/account/read.ts',
      '@aws-sdk/client-sqs',
      'node:crypto',
    ],
    passing: ['./batch/plan.ts', './deliver/trigger.ts', '../../shared/bunce/client.ts', '../../shared/config/config.ts'],
  },
  clients: {
    file: 'functions/consumer/handler.ts',
    refused: ['../webhooks/registry.ts', '../../infra/names.ts', '../../shared/bond/ask.ts'],
    passing: ['./consume.ts', '@aws-sdk/client-sqs', 'bunce-sync:config'],
  },
  batch: {
    file: 'functions/consumer/batch/planted.ts',
    refused: ['../deliver/trigger.ts', '../consume.ts', '../handler.ts', '../../webhooks/registry.ts'],
    passing: ['./plan.ts', '../deliver/deliver.ts', '../state/ledger.ts', '../people/person.ts', '../calls/caller.ts', '../step.ts'],
  },
  deliver: {
    file: 'functions/consumer/deliver/planted.ts',
    refused: ['../batch/plan.ts', '../consume.ts'],
    passing: ['./trigger.ts', '../state/ledger.ts', '../calls/caller.ts', '../context.ts'],
  },
  calls: {
    file: 'functions/consumer/calls/planted.ts',
    refused: ['../batch/plan.ts', '../deliver/deliver.ts', '../consume.ts'],
    passing: ['./circuit-breaker.ts', '../../../shared/bunce/client.ts'],
  },
  state: {
    file: 'functions/consumer/state/planted.ts',
    refused: ['../calls/caller.ts', '../deliver/deliver.ts', '../batch/plan.ts', '@aws-sdk/client-dynamodb'],
    passing: ['./ledger.ts', '../people/person.ts', '../../../shared/runtime/table.ts'],
  },
  people: {
    file: 'functions/consumer/people/planted.ts',
    refused: ['../state/ledger.ts', '../calls/caller.ts', '../deliver/deliver.ts', '../batch/plan.ts'],
    passing: ['./person.ts', '../../../shared/bunce/command.ts'],
  },
  reconcile: {
    file: 'functions/reconcile/planted.ts',
    refused: [
      '../webhooks/registry.ts',
      '../consumer/consume.ts',
      '../consumer/state/people.ts',
      '../../cli/stack.ts',
      '../../shared/bond/ask.ts',
      '@aws-sdk/client-sqs',
      'node:crypto',
    ],
    passing: ['./compare.ts', '../consumer/state/ledger.ts', '../../shared/queue/scan.ts', '../../shared/config/reread.ts', 'zod/mini'],
  },
  asker: {
    file: 'functions/reconcile/handler.ts',
    refused: ['../webhooks/registry.ts', '../webhooks/senders.ts', '../consumer/people/person.ts', '../../infra/names.ts'],
    passing: ['./compare.ts', '../consumer/state/ledger.ts', '@aws-sdk/client-sqs', 'bunce-sync:histories'],
  },
  infra: {
    file: 'infra/planted.ts',
    refused: [
      '../local/run.ts',
      '../cli/aws.ts',
      '../bench/cpu.ts',
      '../test/chaos/run.ts',
      '../functions/consumer/consume.ts',
      '../functions/reconcile/compare.ts',
    ],
    passing: ['./names.ts', '../functions/webhooks/senders.ts', '../shared/config/config.ts', 'aws-cdk-lib'],
  },
  local: {
    file: 'local/bond/planted.ts',
    refused: [
      '../../cli/aws.ts',
      '../../bench/cpu.ts',
      '../../test/chaos/run.ts',
      '../../functions/consumer/consume.ts',
      '../../functions/reconcile/compare.ts',
    ],
    passing: ['../loopback.ts', '../../infra/bundle.ts', '../../functions/webhooks/registry.ts', '../../shared/bunce/account/read.ts'],
  },
  page: {
    file: 'local/console/page/planted.tsx',
    refused: ['../server.ts', '../../run.ts', '../../../shared/runtime/log.ts', 'preact/compat', 'node:fs'],
    passing: ['./rows.ts', './webhooks/view.tsx', '../protocol.ts', '../lists.ts', 'preact', 'preact/hooks', '@preact/signals'],
  },
  view: {
    file: 'local/console/page/webhooks/planted.tsx',
    refused: ['../../server.ts', '../../../run.ts', '../../../../shared/runtime/log.ts', 'zod/mini'],
    passing: ['./row.tsx', '../rows.ts', '../webhook/resend.ts', '../../protocol.ts', '../../webhook.ts', 'preact'],
  },
  cli: {
    file: 'cli/parked/planted.ts',
    refused: [
      '../../functions/consumer/consume.ts',
      '../../functions/consumer/batch/plan.ts',
      '../../bench/cpu.ts',
      '../../test/cli/cli.ts',
    ],
    passing: ['../../functions/consumer/state/ledger.ts', '../../functions/consumer/people/person.ts', '../../local/samples.ts'],
  },
  bench: {
    file: 'bench/planted.ts',
    refused: ['../test/chaos/run.ts', '../cli/provider.ts'],
    passing: ['../local/load/clocks.ts', '../infra/bundle.ts', '../functions/webhooks/registry.ts'],
  },
  testing: {
    file: 'testing/planted.ts',
    refused: ['../local/run.ts', '../functions/webhooks/registry.ts', '../infra/names.ts', '../test/project.ts'],
    passing: ['./checks.ts', '../local/samples.ts', '../shared/webhook/read.ts', 'vitest'],
  },
  entry: {
    file: 'entries/provider.ts',
    refused: [
      '../infra/names.ts',
      '../local/run.ts',
      '../testing/checks.ts',
      '../shared/bunce/account/read.ts',
      '../shared/bunce/api/bunce.ts',
      '@aws-sdk/client-sqs',
    ],
    passing: ['../shared/webhook/provider.ts', '../shared/config/config.ts', 'zod/mini'],
  },
  client: {
    file: 'entries/bunce.ts',
    refused: ['../infra/names.ts', '../shared/config/config.ts', '../shared/bunce/account/read.ts', '../functions/webhooks/registry.ts'],
    passing: ['../shared/bunce/api/bunce.ts', '../shared/bunce/hosts.ts', '../shared/bunce/wire.ts'],
  },
  project: {
    file: 'bunce-sync.config.ts',
    refused: ['./infra/names.ts', './local/run.ts', './test/chaos/config.ts', './shared/config/config.ts'],
    passing: ['./entries/index.ts'],
  },
};
