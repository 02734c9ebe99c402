import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig, type ViteUserConfig } from 'vitest/config';
import base from '../vitest.config.ts';

const tests = process.env['RAHYAR_TESTS']?.split(',');

/** The house's tests, or those that RAHYAR_TESTS names, with more or fewer runs of each property: see `fast-check.ts`. */
const config: ViteUserConfig = mergeConfig(
  base,
  defineConfig({
    resolve: { alias: [{ find: /^fast-check$/, replacement: fileURLToPath(new URL('fast-check.ts', import.meta.url)) }] },
    test: { testTimeout: 3_600_000 },
  }),
);
if (tests !== undefined) config.test = { ...config.test, include: tests };

export default config;
