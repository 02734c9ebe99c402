import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const house = fileURLToPath(new URL('..', import.meta.url));
const pureFile = 'packages/domain/src/index.ts';
const edgeFile = 'packages/partners/src/index.ts';

let eslint: ESLint;

beforeAll(() => {
  eslint = new ESLint({ cwd: house, overrideConfigFile: '.config/eslint.config.js' });
});

/** Lints `text` as if it stood in `file`, and gives the names of the broken rules. */
const brokenRules = async (text: string, file: string): Promise<readonly string[]> => {
  const results = await eslint.lintText(text, { filePath: `${house}${file}` });
  return [...new Set(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => ruleId ?? message)))];
};

const worldly: readonly (readonly [rule: string, text: string])[] = [
  ['no-restricted-globals', 'export const now = () => Date.now();'],
  ['no-restricted-globals', 'export const now = () => new Date();'],
  ['no-restricted-syntax', 'export const day = (date: Date) => date;'],
  ['no-restricted-globals', 'export const now = () => performance.now();'],
  ['no-restricted-globals', 'export const now = () => globalThis.Date.now();'],
  ['no-restricted-globals', 'export const id = () => crypto.randomUUID();'],
  ['no-restricted-globals', 'export const zone = () => process.env;'],
  ['no-restricted-globals', `export const get = () => fetch('x');`],
  ['no-restricted-globals', 'export const wait = (then: () => void) => setTimeout(then, 1);'],
  ['no-restricted-globals', `export const say = () => console.log('x');`],
  ['no-restricted-properties', 'export const dice = () => Math.random();'],
  ['no-restricted-properties', `export const dice = () => Math['random']();`],
  ['no-restricted-properties', 'export const { random } = Math;'],
  ['no-restricted-syntax', 'export const here = () => import.meta.url;'],
  ['no-restricted-syntax', 'export const zone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;'],
];

const careless: readonly (readonly [rule: string, text: string])[] = [
  ['rahyar/must-use-result', `import { ok } from 'neverthrow';\nok(1);`],
  [
    'rahyar/must-use-result',
    `import { type Result, ok } from 'neverthrow';\nexport const f = (r: Result<number, string>) => {\n  r.map((n) => n + 1);\n  return ok(1);\n};`,
  ],
  [
    'rahyar/must-use-result',
    `import type { ResultAsync } from 'neverthrow';\nexport const f = async (r: () => ResultAsync<number, string>) => {\n  await r();\n};`,
  ],
  ['@typescript-eslint/no-floating-promises', 'const f = async () => Promise.resolve(1);\nf();'],
  ['@typescript-eslint/no-misused-promises', 'export const f = (g: () => Promise<boolean>) => {\n  if (g()) return 1;\n  return 2;\n};'],
  ['@typescript-eslint/no-explicit-any', 'export const f = (x: any) => [x];'],
  [
    '@typescript-eslint/switch-exhaustiveness-check',
    `export const f = (x: 'a' | 'b') => {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n};`,
  ],
];

describe('typed lint', () => {
  it.each(worldly)('keeps the world out of a pure room (%s): %s', async (rule, text) => {
    expect(await brokenRules(text, pureFile)).toContain(rule);
  });

  it.each(worldly)('lets an edge meet the world (%s): %s', async (rule, text) => {
    expect(await brokenRules(text, edgeFile)).not.toContain(rule);
  });

  it.each(careless)('%s: %s', async (rule, text) => {
    expect(await brokenRules(text, edgeFile)).toContain(rule);
  });

  it('lets a pure room use the same words for its own nouns', async () => {
    const text = `export const processes = (list: readonly string[]) => list.map((process) => process.length);\nexport const labels = { process: 1 };`;
    expect(await brokenRules(text, pureFile)).toEqual([]);
  });

  it('accepts a Result that is read by isErr()', async () => {
    const text = `import type { Result } from 'neverthrow';\nexport const f = (r: Result<number, string>) => (r.isErr() ? 0 : r.value);`;
    expect(await brokenRules(text, edgeFile)).toEqual([]);
  });

  it('accepts a Result that is kept in a variable', async () => {
    const text = `import type { Result } from 'neverthrow';\nlet last: Result<number, string> | undefined;\nexport const keep = (r: Result<number, string>) => {\n  last = r;\n  return last;\n};`;
    expect(await brokenRules(text, edgeFile)).toEqual([]);
  });

  it('hears no excuse in a comment', async () => {
    expect(await brokenRules('// eslint-disable-next-line\nexport const now = () => Date.now();', pureFile)).toContain(
      'no-restricted-globals',
    );
  });
});
