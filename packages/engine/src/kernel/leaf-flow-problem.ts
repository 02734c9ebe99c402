/** Very many leaves, and the small core network that their flow runs through: see `leafFlow`. */
export type LeafFlowProblem = {
  /** The core network: nodes 0 to nodeCount - 1. */
  readonly nodeCount: number;
  readonly sink: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly capacity: Int32Array;
  /** Of one unit; an integer, as all costs. */
  readonly cost: Float64Array;
  /** What each leaf sends, over its options start[leaf] to start[leaf + 1] - 1; one of them at least has the sink as its head. */
  readonly supply: Int32Array;
  readonly start: Int32Array;
  /** The core node to which an option leads. */
  readonly optionHead: Int32Array;
  readonly optionCost: Float64Array;
};

export type LeafFlowStart = {
  /** The potentials of an earlier outcome, of each core node. */
  readonly potential: Float64Array;
  /** For each leaf the option that it begins with: one to the sink, or to a node with an arc straight to the sink. */
  readonly option: Int32Array;
};

/**
 * A flow on every arc and option, and potentials that prove it cheapest. A node that no flow can reach or leave may have any potential
 * that fits, at worst that of the dearest path.
 */
export type LeafFlowSolution = {
  readonly arcFlow: Int32Array;
  readonly optionFlow: Int32Array;
  /** Of the core nodes; 0 for the sink. */
  readonly potential: Float64Array;
  readonly pivots: number;
};
