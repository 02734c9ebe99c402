import { defineConfig } from 'tsup';

/** One build for every package: ES modules only, with types, and nothing bundled from a neighbour. */
export const packageBuild = (entry: readonly string[]) =>
  defineConfig({
    entry: [...entry],
    format: ['esm'],
    target: 'es2023',
    platform: 'neutral',
    dts: true,
    clean: true,
    splitting: true,
    sourcemap: false,
    treeshake: false,
  });
