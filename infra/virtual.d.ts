/** The config of the project that is bundled; `infra/bundle.ts` says which. */
declare module 'bunce-sync:config' {
  // Ambient modules cannot import by a relative name otherwise.
  // oxlint-disable-next-line typescript/consistent-type-imports
  const config: import('../shared/config/config.ts').Config;
  export default config;
}

/** The catalogue of the stage that is bundled, as `setup` wrote it. */
declare module 'bunce-sync:catalogue' {
  const catalogue: unknown;
  export default catalogue;
}
