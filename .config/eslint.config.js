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

const jalaliFile = ['packages/scheduler/src/jalali.ts'];

const zoneReason = 'date-fns-jalali reads the zone of the host wherever it is called without { in: tz(...) }.';
const doorReason =
  'Only format, parse, toDate and a locale: newDate has no zone, isWeekend and addBusinessDays know only Friday, setYear and set overflow, parseISO reads a Jalali year as Gregorian, others read the clock.';

/** What is banned besides globals in every pure file; `Date` is banned as a type too, save at the bridge to other libraries. */
const pureSyntax = [
  { selector: 'MetaProperty[meta.name="import"]', message: reason },
  { selector: 'CallExpression[callee.property.name="resolvedOptions"]', message: reason },
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
      'no-restricted-syntax': ['error', { selector: 'TSTypeReference[typeName.name="Date"]', message: reason }, ...pureSyntax],
    },
  },
  {
    files: jalaliFile,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^date-fns-jalali(?!/(format|parse|toDate|locale/[\\w-]+)$)', message: doorReason },
            { regex: '^date-fns-jalali/format$', allowImportNames: ['format'], message: doorReason },
            { regex: '^date-fns-jalali/parse$', allowImportNames: ['parse'], message: doorReason },
            { regex: '^date-fns-jalali/toDate$', allowImportNames: ['toDate'], message: doorReason },
            { regex: '^@date-fns/tz(?!$)', message: zoneReason },
            { regex: '^@date-fns/tz$', allowImportNames: ['tz'], message: zoneReason },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        ...pureSyntax,
        { selector: 'ImportExpression', message: doorReason },
        {
          selector: 'ImportSpecifier[imported.name=/^(format|parse|toDate|tz)$/]:not([local.name=/^(format|parse|toDate|tz)$/])',
          message: zoneReason,
        },
        {
          selector:
            'CallExpression[callee.name=/^(format|parse)$/]:not(:has(> ObjectExpression:has(> Property[key.name="in"]:has(> CallExpression[callee.name="tz"]))))',
          message: zoneReason,
        },
        { selector: 'CallExpression[callee.name="tz"]:not([arguments.0.value=/^(Asia.Tehran|UTC)$/])', message: zoneReason },
      ],
    },
  },
);
