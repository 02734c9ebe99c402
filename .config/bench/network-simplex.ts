import { join } from 'node:path';
import { isOptimal } from '../../packages/engine/src/kernel/certificate.ts';
import { type FlowOutcome, type FlowProblem, minimumCostFlow } from '../../packages/engine/src/kernel/network-simplex.ts';
import {
  assignmentNetwork,
  gridNetwork,
  sprinkledNetwork,
  torusNetwork,
  transportNetwork,
} from '../../packages/engine/src/kernel/testing/seeded-networks.ts';
import type { Comparison, Measure, Side } from './comparison.ts';
import { leastCpuMs } from './cpu-time.ts';
import { readDimacs } from './dimacs.ts';
import { solveByLemon } from './lemon.ts';

/** Files with their published optima: see `instances/README.md`. */
export const PUBLIC_INSTANCES = [
  { name: 'netgen-2', optimum: 6_749_969_302 },
  { name: 'gl1', optimum: -156_545 },
  { name: 'gw1', optimum: -1_202_018 },
  { name: 'wlm3', optimum: -11_875_108 },
] as const;

export const publicInstance = (name: string): FlowProblem => readDimacs(join(import.meta.dirname, 'instances', `${name}.min.gz`));

type Instance = { readonly name: string; readonly problem: () => FlowProblem };

/** The sparse ones have about `nodes` nodes, the dense ones fewer and more arcs. */
const instancesOf = (nodes: number): readonly Instance[] => {
  const side = Math.round(Math.sqrt(nodes));
  const short = Math.round(Math.sqrt(side));
  const long = Math.floor(nodes / short);
  return [
    { name: 'sprinkled, 8 arcs a node', problem: () => sprinkledNetwork({ nodes, arcs: 8 * nodes, seed: 1 }) },
    { name: 'sprinkled, dense', problem: () => sprinkledNetwork({ nodes, arcs: side * nodes, seed: 2 }) },
    { name: 'grid, square', problem: () => gridNetwork({ width: side, height: side, degree: 8, seed: 3 }) },
    { name: 'grid, wide', problem: () => gridNetwork({ width: short, height: long, degree: 4, seed: 4 }) },
    { name: 'grid, long', problem: () => gridNetwork({ width: long, height: short, degree: 4, seed: 5 }) },
    { name: 'torus', problem: () => torusNetwork({ nodes: Math.floor(nodes / 4), degree: 8, seed: 6 }) },
    { name: 'assignment', problem: () => assignmentNetwork({ pairs: 8 * side, seed: 7 }) },
    { name: 'transport', problem: () => transportNetwork({ factories: side, shops: Math.floor(nodes / 2), seed: 8 }) },
    ...PUBLIC_INSTANCES.map(({ name }) => ({ name, problem: () => publicInstance(name) })),
  ];
};

type Solved = { readonly name: string; readonly arcs: number; readonly cpuMs: number; readonly objective: number | undefined };

/** In a process that has solved each network once already; a cold one spends some 50 ms more on compiling. */
const ours: Side = {
  name: 'network simplex',
  unit: 'nodes',
  measure: async (nodes) => {
    const networks = instancesOf(nodes).map(({ name, problem }) => ({ name, network: problem() }));
    for (const { network } of networks) minimumCostFlow(network);
    const solved: Solved[] = [];
    for (const { name, network } of networks) {
      let outcome: FlowOutcome | undefined;
      const cpuMs = await leastCpuMs(() => {
        outcome = minimumCostFlow(network);
      });
      const objective = outcome?.status === 'optimal' && isOptimal(network, outcome) ? costOf(network, outcome.flow) : undefined;
      solved.push({ name, arcs: network.tail.length, cpuMs, objective });
    }
    return sumOf(solved);
  },
};

const lemon: Side = {
  name: 'LEMON network simplex, C++, on all instances',
  unit: 'nodes',
  measure: async (nodes) => {
    const solved: Solved[] = [];
    for (const { name, problem } of instancesOf(nodes)) {
      const network = problem();
      const { cpuMs, answer, remark } = await solveByLemon(network, 5);
      if (cpuMs === undefined) return { cpuMs, ...(remark === undefined ? {} : { remark }) };
      solved.push({ name, arcs: network.tail.length, cpuMs, objective: answer as number });
    }
    return sumOf(solved);
  },
};

const sumOf = (solved: readonly Solved[]): Measure => ({ cpuMs: solved.reduce((sum, { cpuMs }) => sum + cpuMs, 0), answer: solved });

export const networkSimplexAgainstLemon: Comparison = {
  name: 'network simplex / LEMON',
  ours,
  peer: lemon,
  target: 1.25,
  sizes: { short: [4_096], night: [4_096, 16_384] },
  judge: (mine, theirs) => {
    const pairs = (mine.answer as Solved[]).map((row, index) => [row, (theirs.answer as Solved[])[index] as Solved] as const);
    return {
      isWrong: pairs.some(([a, b]) => a.objective === undefined || a.objective !== b.objective),
      remarks: [
        `geometric mean of those over 5 ms ${geometricMean(pairs.filter(([, b]) => b.cpuMs > 5).map(([a, b]) => a.cpuMs / b.cpuMs)).toFixed(2)}`,
        ...pairs.map(
          ([a, b]) =>
            `${a.name.padEnd(26)}${a.arcs.toLocaleString('en').padStart(11)} arcs ${a.cpuMs.toFixed(1).padStart(9)} ms ${b.cpuMs.toFixed(1).padStart(9)} ms ` +
            `${(a.cpuMs / b.cpuMs).toFixed(2).padStart(6)}   objective ${a.objective === b.objective ? a.objective : `${a.objective}, LEMON says ${b.objective}`}`,
        ),
      ],
    };
  },
};

export const costOf = ({ cost }: FlowProblem, flow: Int32Array): number =>
  flow.reduce((sum, amount, arc) => sum + amount * (cost[arc] as number), 0);

const geometricMean = (ratios: readonly number[]): number =>
  Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
