import { parseArgs } from 'node:util';
import { bank } from '@rahyar/partners/bank';
import { part } from '@rahyar/partners/part';
import { OPERATION_KINDS } from './faults/intention.ts';
import { cellsOf, runFaults } from './faults/matrix.ts';

/**
 * Every fault kind with every kind of operation, at two partners, in seeded runs: `npm run night:faults -- --runs 10000 --seed 7`. Fails on
 * any effect that was lost or came twice, on any outcome that was not true, and on a fault that never struck.
 */
const { values } = parseArgs({ options: { runs: { type: 'string', default: '2400' }, seed: { type: 'string', default: '1' } } });
const [runs, seed] = [Number(values.runs), Number(values.seed)];
if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed)) throw new Error('--runs and --seed are whole numbers.');

const startMs = performance.now();
const report = await runFaults(cellsOf([bank, part]), { runs, seed });
const columns = ['ok', 'applied', 'not_applied', 'unknown'] as const;
write(['fault', 'runs', 'struck', 'lost', 'doubled', 'false', ...columns]);
for (const row of report.rows)
  write([row.fault, row.runs, row.struck, row.lost, row.doubled, row.false, ...columns.map((column) => row.told[column] ?? 0)]);
const total = (of: 'struck' | 'lost' | 'doubled' | 'false'): number => report.rows.reduce((sum, row) => sum + row[of], 0);
write(['all', report.runs, total('struck'), total('lost'), total('doubled'), total('false')]);
const seconds = ((performance.now() - startMs) / 1_000).toFixed(1);
process.stdout.write(
  `\n${report.rows.length} fault kinds, ${OPERATION_KINDS.length} operation kinds, ${report.cells} cells, seed ${seed}, ${seconds} s\n`,
);
for (const fault of report.faults.slice(0, 20)) process.stdout.write(`${fault}\n`);
const isIdle = report.rows.some(({ struck }) => struck === 0);
process.exitCode = report.isClean && !isIdle ? 0 : 1;

function write([name = '', ...numbers]: readonly (string | number)[]): void {
  process.stdout.write(`${String(name).padEnd(20)}${numbers.map((one) => String(one).padStart(12)).join('')}\n`);
}
