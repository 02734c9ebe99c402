/** An arc from a cell: to yesterday's rahyar (`hub` is -1 and `desk` its desk), or to a hub. */
export type CellArc = { readonly arc: number; readonly hub: number; readonly desk: number };
/** Subjects with the same tier, candidates and rahyar of yesterday, and the arcs on which they may be seated. */
export type Cell = { readonly size: number; readonly arcs: readonly CellArc[] };
/** Candidates shared by cells; `arcs[k]` leads to the desk `desks[k]`. */
export type Hub = { readonly arcs: readonly number[]; readonly desks: readonly number[] };
/** The caseload of one rahyar for one class of subjects: `arc` leads to the sink. */
export type Desk = { readonly arc: number; readonly rahyar: number; readonly limit: number };
/** Who may sit where, and how many do: `flow[arc]`. */
export type Seating = {
  readonly flow: Int32Array;
  readonly cells: readonly Cell[];
  readonly hubs: readonly Hub[];
  readonly desks: readonly Desk[];
};
