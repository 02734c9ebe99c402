import { closeSync, openSync, writeSync } from 'node:fs';
import type { FlowProblem } from '../../packages/engine/src/kernel/network-simplex.ts';

/**
 * Writes a network for `lemon.cpp`, little-endian: the numbers of nodes and arcs (int32 each), then tail, head and capacity of the arcs
 * (int32 each), their cost (double), and the supply of the nodes (double).
 */
export function writeNetwork({ nodeCount, tail, head, capacity, cost, supply }: FlowProblem, path: string): void {
  const file = openSync(path, 'w');
  for (const column of [Int32Array.of(nodeCount, tail.length), tail, head, capacity, cost, supply]) {
    const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
    for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from, Math.min(bytes.length - from, 2 ** 28));
  }
  closeSync(file);
}
