import { parseArgs } from 'node:util';
import { bank } from '@rahyar/partners/bank';
import { part } from '@rahyar/partners/part';
import { OPERATION_KINDS } from './faults/intention.ts';
import { cellsOf, cellsWith, type FaultReport, runFaults, type Tally } from './faults/matrix.ts';
import { runSocketFaults } from './faults/socket-matrix.ts';
import { SOCKET_FAULTS } from './faults/socket-run.ts';

/**
 * Every fault kind with every kind of operation, at two partners, in seeded runs: first in one process on a clock turned by hand, then on real
 * sockets with the faults of the sandbox. `npm run night:faults -- --runs 10000 --socket-runs 1000 --seed 7`. Fails on any effect that was
 * lost or came twice, on any outcome that was not true, and on a fault that never struck.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2400' },
    'socket-runs': { type: 'string', default: '442' },
    seed: { type: 'string', default: '1' },
  },
});
const [runs, socketRuns, seed] = [values.runs, values['socket-runs'], values.seed].map(Number) as [number, number, number];
if (![runs, socketRuns, seed].every(Number.isSafeInteger) || runs < 1 || socketRuns < 1)
  throw new Error('--runs, --socket-runs and --seed are whole numbers.');

const partners = [bank, part];
await tell('in one process', () => runFaults(cellsOf(partners), { runs, seed }));
await tell('on real sockets', () => runSocketFaults(cellsWith(partners, SOCKET_FAULTS), { runs: socketRuns, seed }));

async function tell(where: string, work: () => Promise<FaultReport>): Promise<void> {
  const startMs = performance.now();
  const { rows, cells, faults, isClean, runs: done } = await work();
  const columns = ['ok', 'applied', 'not_applied', 'unknown'] as const;
  write([where, 'runs', 'struck', 'lost', 'doubled', 'false', ...columns]);
  for (const row of rows)
    write([row.fault, row.runs, row.struck, row.lost, row.doubled, row.false, ...columns.map((column) => row.told[column] ?? 0)]);
  const total = (of: keyof Omit<Tally, 'fault' | 'told'>): number => rows.reduce((sum, row) => sum + row[of], 0);
  write(['all', done, total('struck'), total('lost'), total('doubled'), total('false')]);
  const seconds = ((performance.now() - startMs) / 1_000).toFixed(1);
  process.stdout.write(
    `\n${rows.length} fault kinds, ${OPERATION_KINDS.length} operation kinds, ${cells} cells, seed ${seed}, ${seconds} s\n\n`,
  );
  for (const fault of faults.slice(0, 20)) process.stdout.write(`${fault}\n`);
  if (!isClean || rows.some(({ struck }) => struck === 0)) process.exitCode = 1;
}

function write([name = '', ...numbers]: readonly (string | number)[]): void {
  process.stdout.write(`${String(name).padEnd(20)}${numbers.map((one) => String(one).padStart(12)).join('')}\n`);
}
