import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { PlainLine } from './plain-line.ts';

const sourceConditions = ['@rahyar/source', 'module', 'node', 'import', 'default'];

/** Tests run against the source of every package, without a build. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  resolve: { conditions: sourceConditions },
  // These become conditions of the worker's Node too, where `import` would give `require` the modules of a library that has both.
  ssr: { resolve: { conditions: ['@rahyar/source', 'node'], externalConditions: ['@rahyar/source', 'node'] } },
  test: {
    include: ['packages/**/src/**/*.test.ts', 'examples/**/*.test.ts', '.config/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    setupFiles: ['.config/vitest.setup.ts'],
    globals: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    reporters: ['default', new PlainLine()],
  },
});
