import { fileURLToPath } from 'node:url';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { mustUseResult } from './must-use-result.js';

/** Rules that need types; format and quick lint are Biome's (`.biome.json`). */

const house = fileURLToPath(new URL('..', import.meta.url));

const sources = ['packages/*/src/**/*.ts', 'packages/*/*.ts', 'examples/**/*.ts', '.config/**/*.ts'];
const tests = ['**/*.test.ts', '**/*.test-d.ts', '**/*.bench.ts'];
const pureRooms = ['packages/{domain,engine,scheduler,geo}/src/**/*.ts'];

const reason = 'A pure room reads no clock, no randomness, no process and no network: take it as an argument.';

const worldly = [
  'Date',
  'Temporal',
  'performance',
  'crypto',
  'process',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'navigator',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
  'queueMicrotask',
  'console',
  'require',
  'eval',
  'Function',
  'globalThis',
  'global',
  'window',
  'self',
];

export default defineConfig(
  globalIgnores(['**/dist/**', 'docs/api/**', 'packages/*/src/data/**', '**/*.js', '**/*.mjs', '**/*.d.mts', '**/*.d.ts']),
  {
    files: sources,
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { rahyar: { rules: { 'must-use-result': mustUseResult } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: house } },
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    rules: {
      'rahyar/must-use-result': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-floating-promises': ['error', { checkThenables: true }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
    },
  },
  {
    files: tests,
    rules: {
      'rahyar/must-use-result': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: pureRooms,
    ignores: tests,
    rules: {
      'no-restricted-globals': ['error', ...worldly.map((name) => ({ name, message: reason }))],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: reason }],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSTypeReference[typeName.name="Date"]', message: reason },
        { selector: 'MetaProperty[meta.name="import"]', message: reason },
        { selector: 'CallExpression[callee.property.name="resolvedOptions"]', message: reason },
      ],
    },
  },
);
