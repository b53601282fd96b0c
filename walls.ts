/** What its files may not import. */
export interface Wall {
  readonly files: readonly string[];
  /** As in .gitignore: what is refused, less what a `!` after it lets through. */
  readonly group: readonly string[];
  readonly message: string;
}

const inside = (...folders: readonly string[]): readonly string[] => folders.map((folder) => `**/${folder}/**`);
const allBut = (...passing: readonly string[]): readonly string[] => ['**', ...passing.map((pattern) => `!${pattern}`)];

const SDK = ['@aws-sdk/*', '@smithy/*'] as const;
const CRYPTO = ['node:crypto', 'crypto'] as const;
const INDEX = ['**/webhooks/index.ts', './index.ts'] as const;
/** Set an account of Bunce up, and speak for a team's own back end: never in a Lambda of ours. */
const ACCOUNT = ['**/account/*', '**/bunce/api/*', './api/*'] as const;

/** What Bond's API is, and no more than that. */
const BOND = '**/bond/**';

/** What runs in Lambda knows nothing of these. */
const AROUND = inside('infra', 'local', 'cli', 'bench', 'test', 'testing', 'entries');
const SHARED = [...AROUND, '**/functions/**', '**/bunce-sync.config.ts'] as const;
const LAMBDA = [...AROUND, ...ACCOUNT, ...SDK, ...CRYPTO] as const;
const CONSUMER = [...LAMBDA, BOND, '**/webhooks/**'] as const;
/** Of the consumer's own folder: the way in. */
const ABOVE = ['../handler.ts', '../consume.ts'] as const;

const SCREEN = ['preact', 'preact/hooks', '@preact/signals'] as const;

const PROVIDER = ['./**', '**/shared/webhook/*.ts', '**/shared/bunce/{command,money,instant,interval,unread}.ts', 'zod/mini'] as const;

/** The last wall that names a file is the only one that holds for it. */
export const walls = {
  runtime: {
    files: ['shared/runtime/*.ts'],
    group: [...SHARED, ...CRYPTO, ...inside('bond', 'bunce', 'queue', 'webhook', 'config')],
    message: 'shared/runtime is the lowest room: it imports nothing of ours.',
  },
  fingerprint: {
    files: ['shared/runtime/fingerprint.ts'],
    group: ['../**', './**', ...SDK],
    message: 'shared/runtime/fingerprint.ts imports node:crypto only.',
  },
  bond: {
    files: ['shared/bond/*.ts'],
    group: [...SHARED, ...SDK, ...CRYPTO, ...inside('bunce', 'queue', 'webhook', 'config')],
    message: 'shared/bond imports shared/runtime: it calls Bond, and knows no webhook of it.',
  },
  bunce: {
    files: ['shared/bunce/*.ts'],
    group: [...SHARED, ...ACCOUNT, BOND, ...SDK, ...CRYPTO, ...inside('queue', 'webhook', 'config')],
    message: 'shared/bunce imports shared/runtime; what sets an account up, and the whole client, is never in a Lambda.',
  },
  api: {
    files: ['shared/bunce/api/*.ts'],
    group: [...SHARED, '**/account/*', BOND, ...SDK, ...CRYPTO, ...inside('queue', 'webhook', 'config')],
    message: 'shared/bunce/api imports shared/{bunce,runtime}.',
  },
  account: {
    files: ['shared/bunce/account/*.ts'],
    group: [...SHARED, BOND, ...SDK, ...CRYPTO, ...inside('queue', 'webhook', 'config')],
    message: 'shared/bunce/account imports shared/{bunce,runtime}.',
  },
  queue: {
    files: ['shared/queue/*.ts'],
    group: [...SHARED, ...ACCOUNT, BOND, ...CRYPTO, ...inside('webhook', 'config')],
    message: 'shared/queue imports shared/{bunce,runtime}.',
  },
  webhook: {
    files: ['shared/webhook/*.ts'],
    group: [...SHARED, ...ACCOUNT, BOND, ...SDK, ...CRYPTO, ...inside('config')],
    message: 'shared/webhook imports shared/{queue,bunce,runtime}; only {signature,ed25519,rsa}.ts sign, compare and read keys.',
  },
  signing: {
    files: ['shared/webhook/{signature,ed25519,rsa}.ts'],
    group: ['../**', '@*/**'],
    message: 'What signs and compares imports its own room and node:crypto.',
  },
  config: {
    files: ['shared/config/*.ts'],
    group: [...SHARED, ...ACCOUNT, BOND, ...SDK, ...CRYPTO],
    message: 'shared/config is the highest room of shared/: it knows no provider and no stack.',
  },
  webhooks: {
    files: ['functions/webhooks/*.ts'],
    group: [...LAMBDA, ...INDEX, '**/consumer/**'],
    message: 'functions/webhooks runs in Lambda, knows no consumer and asks registry.ts for providers.',
  },
  index: {
    files: ['functions/webhooks/index.ts'],
    group: allBut('./*/provider.ts'),
    message: 'The registry is one line per provider.',
  },
  registry: {
    files: ['functions/webhooks/registry.ts'],
    group: [...LAMBDA, '**/consumer/**'],
    message: 'functions/webhooks runs in Lambda and knows no consumer.',
  },
  provider: {
    files: ['functions/webhooks/*/*.ts'],
    group: allBut(...PROVIDER),
    message: 'A provider imports shared/webhook, shared/bunce/{command,money,instant,interval,unread}, zod/mini and its own folder.',
  },
  asking: {
    files: ['functions/webhooks/*/{lookup,verify,verify-*,history,people}.ts'],
    group: allBut(...PROVIDER, '**/shared/runtime/http.ts', 'jose', 'node:{crypto,tls,zlib}'),
    message: 'What looks up or verifies by itself also imports shared/runtime/http.ts, node:crypto and jose.',
  },
  bondLookup: {
    files: ['functions/webhooks/bond/lookup.ts'],
    group: allBut(...PROVIDER, '**/shared/bond/{ask,bond-error,retrieve}.ts'),
    message: "Bond's look-up asks by shared/bond/{ask,retrieve}.ts; the rest of the client is not for a Lambda.",
  },
  bondPeople: {
    files: ['functions/webhooks/bond/people.ts'],
    group: allBut(...PROVIDER, '**/shared/bond/{ask,bond-error,pages,retry}.ts'),
    message: "Bond's list is read by shared/bond/{ask,pages,retry}.ts; what changes customers is not for a Lambda.",
  },
  receiver: {
    files: ['functions/webhooks/*/handler.ts'],
    group: allBut('./**', '**/shared/webhook/*.ts', 'bunce-sync:config'),
    message: 'A handler hands its provider to the receiver.',
  },
  quirks: {
    files: ['functions/webhooks/*/*.test.ts'],
    group: [...inside('infra', 'cli', 'bench', 'test', 'testing', 'consumer'), ...SDK],
    message: "A provider's own tests need no stack, no CLI and no other tests.",
  },
  consumer: {
    files: ['functions/consumer/*.ts'],
    group: CONSUMER,
    message: 'The consumer runs in Lambda, knows no provider, and gets its clients from handler.ts.',
  },
  clients: {
    files: ['functions/consumer/handler.ts'],
    group: [...AROUND, ...ACCOUNT, BOND, ...CRYPTO, '**/webhooks/**'],
    message: 'The consumer runs in Lambda and knows no provider.',
  },
  batch: {
    files: ['functions/consumer/batch/*.ts'],
    group: [...CONSUMER, ...ABOVE, '../deliver/**', '!../deliver/deliver.ts'],
    message: 'batch/ knows deliver/deliver.ts and nothing behind it.',
  },
  deliver: {
    files: ['functions/consumer/deliver/*.ts'],
    group: [...CONSUMER, ...ABOVE, '../batch/**'],
    message: 'deliver/ does not know in which batch it works.',
  },
  calls: {
    files: ['functions/consumer/calls/*.ts'],
    group: [...CONSUMER, '../*.ts', '../{batch,deliver,people,state}/**'],
    message: 'calls/ knows Bunce and nothing of the consumer.',
  },
  state: {
    files: ['functions/consumer/state/*.ts'],
    group: [...CONSUMER, '../*.ts', '../{batch,deliver,calls}/**'],
    message: 'state/ imports people/.',
  },
  people: {
    files: ['functions/consumer/people/*.ts'],
    group: [...CONSUMER, '../*.ts', '../{batch,deliver,calls,state}/**'],
    message: 'people/ says who is who, and asks nobody.',
  },
  reconcile: {
    files: ['functions/reconcile/*.ts'],
    group: [...LAMBDA, BOND, '**/webhooks/**', ...inside('consumer'), '!**/consumer/state/{ledger,ledger-pages}.ts'],
    message: 'functions/reconcile runs in Lambda and gets clients and providers from handler.ts; of the consumer it reads the ledger.',
  },
  asker: {
    files: ['functions/reconcile/handler.ts'],
    group: [...AROUND, ...ACCOUNT, BOND, ...CRYPTO, '**/webhooks/**', ...inside('consumer'), '!**/consumer/state/{ledger,ledger-pages}.ts'],
    message: 'What reconciles runs in Lambda; its providers are those that the config names, by bunce-sync:histories.',
  },
  infra: {
    files: ['infra/**/*.ts'],
    group: inside('local', 'cli', 'bench', 'test', 'testing', 'consumer', 'reconcile'),
    message: 'infra/ describes what exists in AWS: nothing that runs elsewhere.',
  },
  local: {
    files: ['local/**/*.ts'],
    group: inside('cli', 'bench', 'test', 'testing', 'consumer', 'reconcile'),
    message: 'local/ runs the template: it knows no CLI, and what is no receiver only as a bundle.',
  },
  page: {
    files: ['local/console/page/*.{ts,tsx}'],
    group: allBut('./**', '../{protocol,webhook,lists}.ts', ...SCREEN),
    message: 'The page runs in a browser: it imports its own files, what server and page say to each other, preact and its signals.',
  },
  view: {
    files: ['local/console/page/*/*.{ts,tsx}'],
    group: [...allBut('./**', '../**', ...SCREEN), '../../**', '!../../{protocol,webhook,lists}.ts'],
    message: 'A view runs in a browser: it imports the page, what server and page say to each other, preact and its signals.',
  },
  cli: {
    files: ['cli/**/*.ts'],
    group: [...inside('bench', 'test', 'testing', 'consumer'), '!**/consumer/{state,people}/*.ts'],
    message: 'Of the consumer cli/ imports state/ and people/.',
  },
  bench: {
    files: ['bench/**/*.ts'],
    group: inside('cli', 'test', 'testing'),
    message: 'bench/ drives the harness of local/load.',
  },
  testing: {
    files: ['testing/*.ts'],
    group: [
      ...inside('infra', 'cli', 'bench', 'test', 'functions', 'local'),
      ...SDK,
      ...CRYPTO,
      '!**/local/{samples,triggers}.ts',
      '!**/webhooks/senders.ts',
    ],
    message: 'testing/ judges a provider by its folder: of the rest it knows shared/, local/{samples,triggers}.ts and the list of senders.',
  },
  entry: {
    files: ['entries/{index,provider}.ts'],
    group: [...inside('infra', 'local', 'cli', 'bench', 'test', 'testing', 'consumer', 'account', 'api'), ...SDK, ...CRYPTO],
    message: 'What a config or a provider imports comes into its bundle.',
  },
  client: {
    files: ['entries/bunce.ts'],
    group: allBut('../shared/bunce/{hosts,wire}.ts', '../shared/bunce/api/*.ts'),
    message: "The client of Bunce stands in a team's own back end: it brings nothing else of ours.",
  },
  project: {
    files: ['bunce-sync.config.ts'],
    group: allBut('./entries/index.ts'),
    message: 'A config imports what the package exports for it: entries/index.ts.',
  },
} as const satisfies Readonly<Record<string, Wall>>;
