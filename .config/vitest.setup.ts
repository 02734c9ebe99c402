import fc from 'fast-check';
import { afterEach, beforeEach } from 'vitest';

const constantSeed = 14_050_902;

/** Every property starts from one seed, so that a run repeats; FC_SEED=<integer> explores elsewhere. A failure prints its seed and path. */
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? constantSeed) });

const watchedMethods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
let writtenMethods: string[] = [];

for (const method of watchedMethods) {
  const write: (...parts: unknown[]) => void = console[method].bind(console);
  console[method] = (...parts: unknown[]) => {
    writtenMethods.push(method);
    write(...parts);
  };
}

beforeEach(() => {
  writtenMethods = [];
});

afterEach(() => {
  if (writtenMethods.length > 0)
    throw new Error(`This test wrote to the console: ${writtenMethods.map((method) => `console.${method}`).join(', ')}`);
});
