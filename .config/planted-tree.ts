import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Tree = Readonly<Record<string, string>>;

/** The rooms of the house and the rooms each may import, by their package names. */
const roomImports: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  geo: ['domain'],
  engine: ['domain'],
  scheduler: ['domain'],
  partners: ['domain'],
  store: ['domain'],
  conformance: ['domain', 'partners'],
  cycle: ['domain', 'engine', 'scheduler', 'partners', 'store'],
  cli: ['domain', 'geo', 'engine', 'scheduler', 'partners', 'store', 'conformance', 'cycle'],
};

const libraries = [
  'zod',
  'ky',
  'undici',
  'date-fns-jalali',
  '@date-fns/tz',
  'pg',
  'better-sqlite3',
  '@duckdb/node-api',
  'fast-check',
  'vitest',
];

const library = (name: string): Tree => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', type: 'module', exports: './index.js' }),
  [`node_modules/${name}/index.js`]: 'export const library = 1;\n',
});

const importOf = (room: string, name: string): string =>
  room === 'cycle' && (name === 'partners' || name === 'store')
    ? `import type { Answer as ${name}Answer } from '@rahyar/${name}';\nexport type { ${name}Answer };\n`
    : `import { answer as ${name} } from '@rahyar/${name}';\nexport { ${name} };\n`;

const room = (name: string, imports: readonly string[]): Tree => ({
  [`packages/${name}/package.json`]: JSON.stringify({
    name: `@rahyar/${name}`,
    type: 'module',
    exports: { '.': { '@rahyar/source': './src/index.ts' }, './testing': { '@rahyar/source': './src/testing/index.ts' } },
    dependencies: Object.fromEntries(imports.map((imported) => [`@rahyar/${imported}`, '^0.1.0'])),
  }),
  [`packages/${name}/src/index.ts`]: `export { answer } from './${name}.ts';\n${imports.map((imported) => importOf(name, imported)).join('')}`,
  [`packages/${name}/src/${name}.ts`]: 'export type Answer = number;\nexport const answer: Answer = 1;\n',
  [`packages/${name}/src/${name}.test.ts`]: `import 'vitest';\nimport 'node:fs';\nimport '@rahyar/domain/testing';\nimport './${name}.ts';\n`,
  [`packages/${name}/src/testing/index.ts`]: `import 'fast-check';\nexport { answer } from '../${name}.ts';\n`,
});

const merged = (trees: readonly Tree[]): Tree => Object.fromEntries(trees.flatMap((tree) => Object.entries(tree)));

/** A small house that breaks no rule: every allowed arrow of the whiteboard is drawn once. */
export const cleanTree: Tree = {
  ...merged(Object.entries(roomImports).map(([name, imports]) => room(name, imports))),
  ...merged(libraries.map(library)),
  'packages/engine/src/kernel/flow.ts': `import { arc } from './arc.ts';\nexport const flow = arc;\n`,
  'packages/engine/src/kernel/arc.ts': 'export const arc = 1;\n',
  'packages/partners/src/http/gateway.ts': `import 'ky';\n`,
  'packages/partners/src/node/mtls.ts': `import 'undici';\nimport 'node:tls';\n`,
  'packages/conformance/src/suite.ts': `import 'fast-check';\nimport '@rahyar/partners/testing';\n`,
  'packages/scheduler/src/jalali.ts': `import 'date-fns-jalali';\nimport '@date-fns/tz';\n`,
  'packages/store/src/postgres/store.ts': `import 'pg';\n`,
  'packages/store/src/sqlite/store.ts': `import 'better-sqlite3';\nimport 'node:sqlite';\n`,
  'packages/store/src/duckdb/store.ts': `import '@duckdb/node-api';\n`,
  'packages/cli/src/report/testing/rich-report.ts': `import '@rahyar/engine/testing';\n`,
  'packages/cli/src/report/report.test.ts': `import './testing/rich-report.ts';\n`,
  'examples/main.ts': `import '@rahyar/domain';\nimport '@rahyar/cycle';\n`,
};

/** Writes `tree` to a new folder, gives its path to `use`, and removes it afterwards. */
export const withTree = async <T>(tree: Tree, use: (root: string) => T | Promise<T>): Promise<T> => {
  const root = mkdtempSync(join(tmpdir(), 'rahyar-'));
  try {
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    mkdirSync(join(root, 'node_modules/@rahyar'), { recursive: true });
    for (const room of Object.keys(roomImports)) symlinkSync(join(root, 'packages', room), join(root, 'node_modules/@rahyar', room));
    return await use(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};
