import { beforeAll, describe, expect, it } from 'vitest';
import { budgets, bundles, faultsIn, type Size, sizesOf } from './bundles.ts';

/** Two modules as a browser would get them, one of which needs Node. */
const PLANTED = {
  plain: `export { ok } from 'neverthrow';`,
  planted: `import { readFileSync } from 'node:fs'; import 'os'; export const read = readFileSync;`,
};
const wide = { minified: 1_000_000, gzip: 1_000_000 };

let sizes: ReadonlyMap<string, Size>;
const sizeOf = (name: keyof typeof PLANTED): Size => {
  const size = sizes.get(name);
  if (size === undefined) throw new Error(`${name} was bundled`);
  return size;
};
beforeAll(async () => {
  sizes = await sizesOf(PLANTED, 'worker');
});

describe('a bundle', () => {
  it('is measured, and told apart by who wrote it', () => {
    const { raw, minified, gzip, brotli, from } = sizeOf('plain');
    expect([raw > minified, minified > gzip, gzip > brotli, brotli > 0]).toEqual([true, true, true, true]);
    expect(Object.keys(from)).toContain('neverthrow');
    expect(faultsIn('plain', 'worker', sizeOf('plain'), wide)).toEqual([]);
  });

  it('over its budget is a fault that says by how much', () => {
    const size = sizeOf('plain');
    const faults = faultsIn('plain', 'worker', size, { minified: size.minified - 1, gzip: 10 });
    expect(faults).toEqual([
      `plain, worker: ${size.minified} bytes minified, 1 over its budget of ${size.minified - 1}`,
      `plain, worker: ${size.gzip} bytes gzip, ${size.gzip - 10} over its budget of 10`,
    ]);
    expect(faultsIn('plain', 'worker', size, { minified: size.minified, gzip: size.gzip })).toEqual([]);
  });

  it('that imports a module of Node is a fault that names who imports it', () => {
    expect(faultsIn('planted', 'worker', sizeOf('planted'), wide)).toEqual([
      'planted, worker: must run anywhere, and imports node:fs in bundle:planted',
      'planted, worker: must run anywhere, and imports os in bundle:planted',
    ]);
  });

  it('without a budget is a fault', () => {
    expect(faultsIn('plain', 'browser', sizeOf('plain'), undefined)).toEqual([
      'plain, browser: has no budget; name it in .config/bundle-budgets.json',
    ]);
  });
});

it('every public door that a browser may embed has a budget, and nothing else has', () => {
  expect(Object.keys(budgets()).sort()).toEqual(Object.keys(bundles()).sort());
  expect(Object.keys(bundles())).toContain('@rahyar/partners/bank');
  expect(Object.keys(bundles())).not.toContain('@rahyar/partners/node');
});
