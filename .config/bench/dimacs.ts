import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { FlowProblem } from '../../packages/engine/src/kernel/network-simplex.ts';

/** A gzipped minimum-cost flow in the format of the first DIMACS challenge; lower bounds must be 0. */
export function readDimacs(path: string): FlowProblem {
  const tail: number[] = [];
  const head: number[] = [];
  const capacity: number[] = [];
  const cost: number[] = [];
  let supply = new Float64Array(0);
  for (const line of gunzipSync(readFileSync(path)).toString('latin1').split('\n')) {
    const [kind, ...words] = line.split(/\s+/);
    if (kind === 'p') supply = new Float64Array(Number(words[1]));
    else if (kind === 'n') supply[Number(words[0]) - 1] = Number(words[1]);
    else if (kind === 'a') {
      const [from, to, least, most, price] = words.map(Number) as [number, number, number, number, number];
      if (least !== 0) throw new Error(`${path}: a lower bound of ${least}`);
      tail.push(from - 1);
      head.push(to - 1);
      capacity.push(most);
      cost.push(price);
    }
  }
  return {
    nodeCount: supply.length,
    tail: Int32Array.from(tail),
    head: Int32Array.from(head),
    capacity: Int32Array.from(capacity),
    cost: Float64Array.from(cost),
    supply,
  };
}
