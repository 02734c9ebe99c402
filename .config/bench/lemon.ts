import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FlowProblem } from '../../packages/engine/src/kernel/network-simplex.ts';
import { run } from '../run.ts';
import type { Measure } from './comparison.ts';
import { writeNetwork } from './network-file.ts';

/** LEMON's network simplex in C++, built where a compiler and its headers are; the answer is the objective. */
export async function solveByLemon(problem: FlowProblem, rounds: number): Promise<Measure> {
  const program = await builtProgram();
  if (program === undefined) return { cpuMs: undefined, remark: 'LEMON not installed: apt-get install g++ liblemon-dev' };
  const folder = mkdtempSync(join(tmpdir(), 'rahyar-network-'));
  const file = join(folder, 'network');
  writeNetwork(problem, file);
  const { succeeded, stdout, output } = await run(program, [file, String(rounds)], { limitMs: 3_600_000 });
  rmSync(folder, { recursive: true });
  if (!succeeded) return { cpuMs: undefined, remark: `LEMON found no flow ${output}`.trimEnd() };
  const [objective, seconds, peakKB] = stdout.split(' ').map(Number) as [number, number, number];
  return { cpuMs: seconds * 1_000, peakMiB: Math.round(peakKB / 1_024), answer: objective };
}

/** Built once for each text of the source. */
async function builtProgram(): Promise<string | undefined> {
  const source = join(import.meta.dirname, 'lemon.cpp');
  const program = join(tmpdir(), `rahyar-lemon-${createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 16)}`);
  if (existsSync(program)) return program;
  const { succeeded } = await run('g++', ['-O3', '-DNDEBUG', '-o', program, source]);
  return succeeded ? program : undefined;
}
