import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';
import { cleanTree, type Tree, withTree } from './planted-tree.ts';
import { whiteboardOptions, whiteboardRules } from './whiteboard.config.mjs';

const house = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

const violationsOf = async (root: string): Promise<readonly string[]> => {
  const options = whiteboardOptions(root);
  const { output } = await cruise(['packages', 'examples'], options, options.enhancedResolveOptions);
  return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
};

const brokenRules = async (planted: Tree): Promise<readonly string[]> => {
  const violations = await withTree({ ...cleanTree, ...planted }, violationsOf);
  return [...new Set(violations.map((violation) => violation.slice(0, violation.indexOf(':'))))];
};

const imports = (...names: readonly string[]): string => names.map((name) => `import '${name}';\n`).join('');

/** The wrong arrows, each caught by one rule and by no other. */
const wrongArrows: readonly (readonly [rule: string, path: string, text: string])[] = [
  ['1-domain-imports-no-room', 'packages/domain/src/tier.ts', imports('@rahyar/engine')],
  ['1-domain-imports-no-room', 'packages/domain/src/tier.ts', `import type { Answer } from '@rahyar/store';\nexport type { Answer };`],
  ['2-middle-rooms-know-only-domain', 'packages/engine/src/assign.ts', imports('@rahyar/scheduler')],
  ['2-middle-rooms-know-only-domain', 'packages/scheduler/src/plan.ts', imports('@rahyar/geo')],
  ['2-middle-rooms-know-only-domain', 'packages/partners/src/send.ts', imports('@rahyar/store')],
  ['2-middle-rooms-know-only-domain', 'packages/store/src/append.ts', imports('@rahyar/partners')],
  [
    '2-middle-rooms-know-only-domain',
    'packages/geo/src/search.ts',
    `import type { Answer } from '@rahyar/engine';\nexport type { Answer };`,
  ],
  ['2-middle-rooms-know-only-domain', 'packages/store/src/append.ts', imports('@rahyar/cycle')],
  ['2-conformance-knows-domain-and-partners', 'packages/conformance/src/suite.ts', imports('@rahyar/engine')],
  ['2-cycle-knows-its-rooms', 'packages/cycle/src/run-cycle.ts', imports('@rahyar/geo')],
  ['2-cycle-knows-its-rooms', 'packages/cycle/src/run-cycle.ts', imports('@rahyar/cli')],
  ['2-cycle-knows-ports-by-type-only', 'packages/cycle/src/run-cycle.ts', imports('@rahyar/partners')],
  ['2-cycle-knows-ports-by-type-only', 'packages/cycle/src/run-cycle.ts', `export { answer } from '@rahyar/store';`],
  ['3-pure-rooms-import-no-node-module', 'packages/domain/src/hash.ts', imports('node:crypto')],
  ['3-pure-rooms-import-no-node-module', 'packages/engine/src/kernel/load.ts', imports('node:fs')],
  ['3-pure-rooms-import-no-node-module', 'packages/scheduler/src/testing/clock.ts', imports('fs')],
  ['3-pure-rooms-import-no-node-module', 'packages/geo/src/read.ts', `export const read = () => import('node:fs/promises');`],
  ['3-partners-need-no-node', 'packages/partners/src/trust/sign.ts', imports('node:crypto')],
  ['3-partners-run-anywhere', 'packages/partners/src/trust/sign.ts', imports('undici')],
  ['3-partners-run-anywhere', 'packages/partners/src/trust/sign.ts', imports('../node/mtls.ts')],
  ['4-kernel-imports-nothing', 'packages/engine/src/kernel/flow.ts', imports('@rahyar/domain')],
  [
    '4-kernel-imports-nothing',
    'packages/engine/src/kernel/flow.ts',
    `import type { Answer } from '../engine.ts';\nexport type { Answer };`,
  ],
  ['4-kernel-imports-nothing', 'packages/engine/src/kernel/flow.ts', imports('zod')],
  ['5-ky-only-under-http', 'packages/partners/src/send.ts', imports('ky')],
  ['5-ky-only-under-http', 'packages/cli/src/fetch.ts', imports('ky')],
  ['5-jalali-library-in-one-file', 'packages/scheduler/src/cadence.ts', imports('date-fns-jalali')],
  ['5-jalali-library-in-one-file', 'packages/scheduler/src/cadence.ts', imports('@date-fns/tz')],
  ['5-jalali-library-in-one-file', 'packages/cli/src/report.ts', imports('date-fns-jalali/format')],
  ['5-postgres-driver-in-its-adapter', 'packages/store/src/memory.ts', imports('pg')],
  ['5-postgres-driver-in-its-adapter', 'packages/store/src/sqlite/other.ts', imports('postgres')],
  ['5-sqlite-driver-in-its-adapter', 'packages/store/src/memory.ts', imports('better-sqlite3')],
  ['5-sqlite-driver-in-its-adapter', 'packages/cli/src/read.ts', imports('node:sqlite')],
  ['5-duckdb-driver-in-its-adapter', 'packages/cli/src/read.ts', imports('@duckdb/node-api')],
  ['6-test-tools-in-tests-only', 'packages/engine/src/assign.ts', imports('@rahyar/domain/testing')],
  ['6-test-tools-in-tests-only', 'packages/engine/src/assign.ts', imports('./testing/index.ts')],
  ['6-test-tools-in-tests-only', 'packages/cli/src/report/report.ts', imports('./testing/rich-report.ts')],
  ['6-test-tools-in-tests-only', 'packages/domain/src/sample.ts', imports('fast-check')],
  ['6-test-tools-in-tests-only', 'packages/domain/src/sample.ts', imports('vitest')],
  ['6-conformance-holds-no-test-runner', 'packages/conformance/src/suite.ts', imports('vitest')],
  ['7-public-doors-only', 'packages/engine/src/assign.ts', imports('../../domain/src/domain.ts')],
  ['7-public-doors-only', 'packages/engine/src/assign.test.ts', imports('../../domain/src/domain.ts')],
  ['7-public-doors-only', 'examples/deep.ts', imports('../packages/engine/src/engine.ts')],
  ['7-doors-by-package-name', 'packages/engine/src/assign.ts', imports('../../domain/src/index.ts')],
  ['7-doors-by-package-name', 'examples/door.ts', imports('../packages/domain/src/index.ts')],
  ['8-no-cycles', 'packages/engine/src/engine.ts', `import './index.ts';\nexport type Answer = number;\nexport const answer = 1;\n`],
];

describe('the whiteboard', () => {
  it('is kept by the house', async () => {
    expect(await violationsOf(house)).toEqual([]);
  });

  it('allows every arrow that the drawing shows', async () => {
    expect(await brokenRules({})).toEqual([]);
  });

  it.each(wrongArrows)('%s: %s', async (rule, path, text) => {
    expect(await brokenRules({ [path]: text })).toEqual([rule]);
  });

  it('has each of its rules broken above, under the eight numbers of the architecture', () => {
    const names = whiteboardRules(house).map((rule) => rule.name);
    expect([...new Set(wrongArrows.map(([rule]) => rule))].sort()).toEqual([...names].sort());
    expect([...new Set(names.map((name) => name[0]))].join('')).toBe('12345678');
  });
});
