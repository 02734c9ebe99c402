import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const house = fileURLToPath(new URL('..', import.meta.url));
const pureFile = 'packages/domain/src/index.ts';
const edgeFile = 'packages/partners/src/index.ts';

const jalaliFile = 'packages/scheduler/src/jalali.ts';

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

/** Functions of date-fns-jalali that take no zone, keep a weekend of their own, overflow, misread a Jalali year or read the clock. */
const jalaliTraps = [
  'newDate',
  'isWeekend',
  'addBusinessDays',
  'subBusinessDays',
  'differenceInBusinessDays',
  'eachWeekendOfMonth',
  'setYear',
  'set',
  'parseISO',
  'parseJSON',
  'isToday',
  'isPast',
  'startOfToday',
  'constructNow',
  'formatDistanceToNow',
  'setDefaultOptions',
] as const;

const jalaliImports = `import { tz } from '@date-fns/tz';
import { format } from 'date-fns-jalali/format';
import { faIR } from 'date-fns-jalali/locale/fa-IR';
import { parse } from 'date-fns-jalali/parse';
import { toDate } from 'date-fns-jalali/toDate';
`;

const withZone = `${jalaliImports}export const a = format(toDate(0), 'yyyy', { in: tz('Asia/Tehran'), locale: faIR });
export const b = (date: Date) => parse('1405', 'yyyy', date, { in: tz('UTC'), locale: faIR });`;

const withoutZone: readonly (readonly [rule: string, text: string])[] = [
  ['no-restricted-syntax', `${jalaliImports}export const a = format(toDate(0), 'yyyy');`],
  ['no-restricted-syntax', `${jalaliImports}export const a = format(toDate(0), 'yyyy', { locale: faIR });`],
  ['no-restricted-syntax', `${jalaliImports}export const a = parse('1405', 'yyyy', toDate(0));`],
  ['no-restricted-syntax', `${jalaliImports}export const a = parse('1405', 'yyyy', toDate(0), { locale: faIR });`],
  ['no-restricted-syntax', `${jalaliImports}export const a = format(parse('1', 'd', toDate(0), { in: tz('UTC') }), 'yyyy');`],
  ['no-restricted-syntax', `${jalaliImports}export const a = format(toDate(0), 'yyyy', { in: tz('Europe/London') });`],
  ['no-restricted-syntax', `${jalaliImports}export const a = (zone: string) => format(toDate(0), 'yyyy', { in: tz(zone) });`],
  ['no-restricted-syntax', `import { format as write } from 'date-fns-jalali/format';\nexport const a = write(0, 'yyyy');`],
  ['no-restricted-syntax', `export const load = () => import('date-fns-jalali/format');`],
  ['no-restricted-imports', `import * as jalali from 'date-fns-jalali';\nexport const a = jalali.newDate(1405, 8, 2);`],
  ['no-restricted-imports', `import format from 'date-fns-jalali/format';\nexport const a = format(0, 'yyyy');`],
  ['no-restricted-imports', `import * as all from 'date-fns-jalali/format';\nexport const a = all.format(0, 'yyyy');`],
  ['no-restricted-imports', `import { TZDate } from '@date-fns/tz';\nexport const now = () => new TZDate();`],
  ['no-restricted-globals', 'export const now = () => new Date();'],
  ['no-restricted-globals', 'export const now = () => Date.now();'],
  ['no-restricted-syntax', 'export const zone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;'],
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

  it('keeps every trap of date-fns-jalali out of the file that meets it, by either door', async () => {
    const doors = jalaliTraps.flatMap((name) => [`{ ${name} } from 'date-fns-jalali'`, `{ ${name} } from 'date-fns-jalali/${name}'`]);
    const results = await eslint.lintText(doors.map((door) => `export ${door};`).join('\n'), { filePath: `${house}${jalaliFile}` });
    const banned = results.flatMap(({ messages }) => messages.filter(({ ruleId }) => ruleId === 'no-restricted-imports'));
    expect(new Set(banned.map(({ line }) => line)).size).toBe(doors.length);
  });

  it.each(withoutZone)('lets nothing past the zone (%s): %s', async (rule, text) => {
    expect(await brokenRules(text, jalaliFile)).toContain(rule);
  });

  it('lets the file that meets date-fns-jalali call it with the zone, and hand a Date out', async () => {
    expect(await brokenRules(withZone, jalaliFile)).toEqual([]);
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
