import { createTupleTable } from './kernel/tuple-table.ts';

/** Things between which a check sees no difference, counted together. */
export type Alike = {
  /** How many things there are of each kind. */
  readonly sizes: readonly number[];
  /** One number of the description of a kind. */
  at(kind: number, position: number): number;
};

/**
 * Finds the kinds of things, 0 to `total` - 1, that are alike in everything that `describe` writes about them, `width` numbers of 32 bits from
 * `offset` on. In the order of their first things.
 */
export function alike(total: number, width: number, describe: (thing: number, into: Int32Array, offset: number) => void): Alike {
  const kinds = createTupleTable(width);
  const descriptions = new Int32Array(BATCH * width);
  const kindOf = new Int32Array(BATCH);
  const sizes: number[] = [];
  for (let from = 0; from < total; from += BATCH) {
    const count = Math.min(BATCH, total - from);
    for (let at = 0; at < count; at++) describe(from + at, descriptions, at * width);
    kinds.internRows(descriptions, count, kindOf);
    for (const kind of kindOf.subarray(0, count)) sizes[kind] = (sizes[kind] ?? 0) + 1;
  }
  return { sizes, at: kinds.at };
}

/** Few enough that their descriptions stay in the cache. */
const BATCH = 512;
