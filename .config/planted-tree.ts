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

const libraries = ['zod', 'ky', 'date-fns-jalali', '@date-fns/tz', 'pg', 'better-sqlite3', '@duckdb/node-api', 'fast-check', 'vitest'];

const source = (room: string) => (path: string) => `packages/${room}/src/${path}`;

/** A small house that breaks no rule: every allowed arrow of the whiteboard is drawn once. */
export const cleanTree: Tree = Object.fromEntries([
  ...Object.entries(roomImports).flatMap(([room, imports]) => [
    [
      `packages/${room}/package.json`,
      JSON.stringify({
        name: `@rahyar/${room}`,
        type: 'module',
        exports: { '.': { '@rahyar/source': './src/index.ts' }, './testing': { '@rahyar/source': './src/testing/index.ts' } },
        dependencies: Object.fromEntries(imports.map((name) => [`@rahyar/${name}`, '^0.1.0'])),
      }),
    ],
    [
      source(room)('index.ts'),
      [
        `export { answer } from './${room}.ts';`,
        ...imports.map((name) => {
          const byTypeOnly = room === 'cycle' && (name === 'partners' || name === 'store');
          return byTypeOnly
            ? `import type { Answer as ${name}Answer } from '@rahyar/${name}';\nexport type { ${name}Answer };`
            : `import { answer as ${name} } from '@rahyar/${name}';\nexport { ${name} };`;
        }),
      ].join('\n'),
    ],
    [source(room)(`${room}.ts`), 'export type Answer = number;\nexport const answer: Answer = 1;\n'],
    [source(room)(`${room}.test.ts`), `import 'vitest';\nimport 'node:fs';\nimport '@rahyar/domain/testing';\nimport './${room}.ts';\n`],
    [source(room)('testing/index.ts'), `import 'fast-check';\nexport { answer } from '../${room}.ts';\n`],
  ]),
  [source('engine')('kernel/flow.ts'), `import { arc } from './arc.ts';\nexport const flow = arc;\n`],
  [source('engine')('kernel/arc.ts'), 'export const arc = 1;\n'],
  [source('partners')('http/gateway.ts'), `import 'ky';\n`],
  [source('scheduler')('jalali.ts'), `import 'date-fns-jalali';\nimport '@date-fns/tz';\n`],
  [source('store')('postgres/store.ts'), `import 'pg';\n`],
  [source('store')('sqlite/store.ts'), `import 'better-sqlite3';\nimport 'node:sqlite';\n`],
  [source('store')('duckdb/store.ts'), `import '@duckdb/node-api';\n`],
  ['examples/main.ts', `import '@rahyar/domain';\nimport '@rahyar/cycle';\n`],
  ...libraries.flatMap((name) => [
    [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', type: 'module', exports: './index.js' })],
    [`node_modules/${name}/index.js`, 'export const library = 1;\n'],
  ]),
]);

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
