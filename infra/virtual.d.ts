/** The config of the project that is bundled; `infra/bundle.ts` says which. */
declare module 'bunce-sync:config' {
  // oxlint-disable-next-line typescript/consistent-type-imports -- an ambient module cannot import by a relative name otherwise
  const config: import('../shared/config/config.ts').Config;
  export default config;
}

/** The providers that the stage's `reconcile` names, under their names in the config. */
declare module 'bunce-sync:histories' {
  // oxlint-disable-next-line typescript/consistent-type-imports -- as above
  const histories: Readonly<Record<string, import('../shared/webhook/provider.ts').Provider>>;
  export default histories;
}

/** The catalogue of the stage that is bundled, as `setup` wrote it. */
declare module 'bunce-sync:catalogue' {
  const catalogue: unknown;
  export default catalogue;
}
