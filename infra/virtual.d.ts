/** The config of the project that is bundled; `infra/bundle.ts` says which. */
declare module 'bunce-sync:config' {
  // oxlint-disable-next-line typescript/consistent-type-imports -- an ambient module cannot import by a relative name otherwise
  const config: import('../shared/config/config.ts').Config;
  export default config;
}

/** The catalogue of the stage that is bundled, as `setup` wrote it. */
declare module 'bunce-sync:catalogue' {
  const catalogue: unknown;
  export default catalogue;
}
