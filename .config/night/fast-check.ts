import { createRequire } from 'node:module';

/** As much of fast-check as is changed here. */
type FastCheck = { assert(property: unknown, parameters?: { readonly numRuns?: number }): unknown };

const real = createRequire(import.meta.url)('fast-check') as FastCheck;
const factor = Number(process.env['RAHYAR_RUNS_FACTOR'] ?? 1);
const DEFAULT_RUNS = 100;

/** fast-check with RAHYAR_RUNS_FACTOR times as many runs of each property, at least one. */
export default {
  ...real,
  assert: (property: unknown, parameters: { readonly numRuns?: number } = {}) =>
    real.assert(property, { ...parameters, numRuns: Math.max(1, Math.round((parameters.numRuns ?? DEFAULT_RUNS) * factor)) }),
};
