import { defineConfig, type OxlintOverride } from 'oxlint';

import { type Wall, walls } from './walls.ts';

/** This rule alone knows patterns that refuse all but a few; an override takes the place of the one before it, so a file has one wall. */
const override = ({ files, group, message }: Wall): OxlintOverride => ({
  files: [...files],
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group: [...group], message }] }] },
});

// oxlint takes its config by the default export.
// oxlint-disable-next-line import/no-default-export
export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'promise', 'node', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  rules: {
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/await-thenable': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-unsafe-argument': 'error',
    'typescript/no-unsafe-assignment': 'error',
    'typescript/no-unsafe-call': 'error',
    'typescript/no-unsafe-member-access': 'error',
    'typescript/no-unsafe-return': 'error',
    'typescript/prefer-readonly': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/return-await': ['error', 'in-try-catch'],
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'max-params': ['error', { max: 2 }],
    'no-var': 'error',
    'prefer-const': 'error',
    eqeqeq: 'error',
    'no-console': 'error',
    'promise/valid-params': 'off',
    'typescript/unbound-method': 'off',
    'no-await-in-loop': 'off',
    'import/no-unassigned-import': 'off',
    'vitest/require-mock-type-parameters': 'off',
    'unicorn/no-array-sort': 'off',
    'no-underscore-dangle': 'off',
    'import/no-named-as-default': 'off',
    'import/no-named-as-default-member': 'off',
    'no-shadow': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'oxc/no-map-spread': 'off',
    'unicorn/no-array-reverse': 'off',
    'vitest/expect-expect': 'off',
    'vitest/no-conditional-tests': 'off',
    'vitest/require-to-throw-message': 'off',
    'vitest/valid-title': 'off',
    'vitest/no-standalone-expect': 'off',
    'vitest/valid-expect': 'off',
    'typescript/no-unnecessary-type-assertion': 'error',
    'typescript/consistent-return': 'off',
  },
  overrides: [
    ...Object.values(walls).map(override),
    { files: ['bunce-sync.config.ts', 'vitest.config.ts', 'test/count-reporter.ts'], rules: { 'import/no-default-export': 'off' } },
    { files: ['cli/**/*.ts', 'local/**/*.ts', 'bench/**/*.ts', 'infra/**/*.ts'], rules: { 'no-console': 'off' } },
    { files: ['infra/**/*.ts'], rules: { 'no-new': 'off', 'max-params': ['error', { max: 3 }] } },
    {
      files: ['test/**/*.ts', '**/*.test.ts'],
      rules: {
        'no-console': 'off',
        'max-params': ['error', { max: 4 }],
        'vitest/no-conditional-expect': 'off',
        'typescript/no-unsafe-type-assertion': 'off',
        'typescript/no-unsafe-assignment': 'off',
        'typescript/require-array-sort-compare': 'off',
      },
    },
  ],
  ignorePatterns: ['dist', 'cdk.out', 'node_modules', '.bunce-sync'],
});
