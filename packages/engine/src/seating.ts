import type { FlowNetwork } from './kernel/max-flow.ts';

/** An arc from a cell: to yesterday's rahyar (`hub` is -1 and `desk` its node), or to a hub. */
export type CellArc = { readonly arc: number; readonly hub: number; readonly desk: number };
/** A cell with its arcs: yesterday's rahyar first, then the hubs in the policy's order of preference. */
export type Cell = { readonly sourceArc: number; readonly size: number; readonly arcs: readonly CellArc[] };
/** A set of candidate rahyars; `arcs[k]` leads to the desk `desks[k]`. */
export type Hub = { readonly arcs: readonly number[]; readonly desks: readonly number[] };
/** The caseload of one rahyar for one class of subjects: `arc` leads to the sink. */
export type Desk = { readonly arc: number; readonly rahyar: number; readonly limit: number };
export type Seating = {
  readonly network: FlowNetwork;
  readonly cells: readonly Cell[];
  readonly hubs: readonly Hub[];
  readonly desks: readonly Desk[];
};
