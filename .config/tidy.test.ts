import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readTree, type Tree, tidyChecks } from './tidy.ts';

const house = readTree(fileURLToPath(new URL('..', import.meta.url)));

const source = 'packages/domain/src';

/** A tree of one package in which nothing is wrong. */
const cleanTree: Tree = {
  LICENSE: 'MIT',
  'packages/domain/LICENSE': 'MIT',
  'packages/domain/README.md': '# @rahyar/domain\n\nWhat do we call it?\n',
  'packages/domain/package.json': JSON.stringify({
    name: '@rahyar/domain',
    exports: { '.': { '@rahyar/source': './src/index.ts' }, './package.json': './package.json' },
    bin: { rahyar: './dist/main.js' },
    dependencies: { zod: '4.0.0' },
  }),
  [`${source}/index.ts`]: `export { tier } from './tier.ts';\n`,
  [`${source}/tier.ts`]: `import * as z from 'zod';\nexport const tier = { fa: 'عضو فعال', schema: z.string() };\n`,
  [`${source}/main.ts`]: `export const worker = new URL('./worker.ts', import.meta.url);\n`,
  [`${source}/worker.ts`]: 'export const run = 1;\n',
  [`${source}/tier.test.ts`]: `import { sample } from './testing/sample.ts';\nexport { sample };\n`,
  [`${source}/testing/sample.ts`]: 'export const sample = 1;\n',
};

const without = (path: string): Tree => Object.fromEntries(Object.entries(cleanTree).filter(([kept]) => kept !== path));
const withText = (path: string, text: string): Tree => ({ ...cleanTree, [path]: text });
const withTier = (text: string): Tree => withText(`${source}/tier.ts`, `${cleanTree[`${source}/tier.ts`] ?? ''}${text}`);
const lines = (count: number): string => '\n// line'.repeat(count);

/** The faults of each check: every tree breaks that check and no other. */
const faulty: Readonly<Record<string, readonly Tree[]>> = {
  'every-source-is-reached': [
    withText(`${source}/lost.ts`, 'export const lost = 1;\n'),
    { ...withText(`${source}/lost.ts`, 'export const lost = 1;\n'), [`${source}/lost.test.ts`]: `import './lost.ts';\n` },
    withText(`${source}/testing/lost.ts`, 'export const lost = 1;\n'),
  ],
  'no-dumping-ground': ['utils.ts', 'string-helpers.ts', 'common/tier.ts', 'lib/tier.ts', 'misc.test.ts'].map((name) => ({
    ...withText(`${source}/${name}`, 'export const x = 1;\n'),
    'packages/domain/reach.ts': `import './src/${name}';\n`,
  })),
  'one-screen-readme': [
    without('packages/domain/README.md'),
    withText('packages/domain/README.md', `# @rahyar/domain\n${lines(60)}`),
    withText('packages/domain/README.md', '# Something else\n'),
  ],
  'same-licence': [without('packages/domain/LICENSE'), withText('packages/domain/LICENSE', 'ISC')],
  'persian-letters': ['\u064A', '\u0643'].flatMap((letter) => [withTier(`// ${letter}\n`), withText('README.fa.md', `# ${letter}\n`)]),
  'short-files': [withTier(lines(400)), withText(`${source}/tier.test.ts`, `import './testing/sample.ts';${lines(701)}`)],
  'no-foreign-words': ['/home/someone/x', 'a /tmp/x', 'https://registry.example.org/', 'TODO', 'FIXME later', 'see issue 2', 'by AI'].map(
    (words) => withTier(`// ${words}\n`),
  ),
  'imports-name-a-file': [
    withTier(`import './worker';\n`),
    withTier(`import './worker.js';\n`),
    withTier(`export const x = import('./absent.ts');\n`),
  ],
  'doors-list-names': [
    withText(`${source}/index.ts`, `export * from './tier.ts';\n`),
    withText(`${source}/index.ts`, `export type * from './tier.ts';\n`),
    withText(`${source}/index.ts`, `export * as tier from './tier.ts';\n`),
  ],
  'no-record-in-domain': [withTier('export const r = z.record(z.string(), z.string());\n')],
  'zod-by-namespace': [
    withText(`${source}/tier.ts`, `import { z } from 'zod';\nexport { z };\n`),
    withText(`${source}/tier.ts`, `import z from 'zod';\nexport { z };\n`),
    withText(`${source}/tier.ts`, `import {\n  z,\n} from 'zod/v4';\nexport { z };\n`),
  ],
  'zod-unconfigured': [withTier('z.config({});\n')],
  'jalali-traps': [withTier('export const day = newDate(1405, 8, 3);\n'), withTier('export const free = isWeekend(1);\n')],
  'declared-imports': [withTier(`import 'ky';\n`), withTier(`import '@rahyar/geo/deep';\n`)],
  'used-dependencies': [withText(`${source}/tier.ts`, 'export const tier = 1;\n')],
  'no-excuses': ['biome-ignore lint: x', 'eslint-disable-next-line', '@ts-ignore', '@ts-expect-error'].map((words) =>
    withTier(`// ${words}\n`),
  ),
  'every-test-runs': ['it.only', 'describe.skip', 'test.todo', 'it.concurrent.skip'].map((call) =>
    withText(`${source}/tier.test.ts`, `import './testing/sample.ts';\n${call}('x');\n`),
  ),
};

const brokenChecks = (tree: Tree): readonly string[] =>
  tidyChecks.filter(({ faultsIn }) => faultsIn(tree).length > 0).map(({ name }) => name);

describe('the tidy house', () => {
  it.each(tidyChecks)('$name', ({ faultsIn }) => {
    expect(faultsIn(house)).toEqual([]);
  });

  it('finds nothing in a clean tree', () => {
    expect(brokenChecks(cleanTree)).toEqual([]);
  });

  it.each(tidyChecks)('catches what breaks $name, and nothing else does', ({ name }) => {
    const trees = faulty[name] ?? [];
    expect(trees.map(brokenChecks)).toEqual(trees.map(() => [name]));
    expect(trees).not.toEqual([]);
  });

  it('reads the whole house', () => {
    expect(Object.keys(house)).toEqual(
      expect.arrayContaining(['LICENSE', '.config/tidy.ts', 'packages/domain/src/index.ts', 'packages/cli/package.json']),
    );
  });
});
