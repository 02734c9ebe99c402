import type { Certificate } from './certificate.ts';
import type { CoverageIndex } from './coverage.ts';
import type { IdLayers } from './merged-ids.ts';
import { type AssignmentPlan, primaryOf } from './plan.ts';
import { type EarlierRow, rowOf } from './plan-diff.ts';
import type { LiveCells } from './planner-cells.ts';
import type { AssignmentProblem } from './problem.ts';

/** What a planner keeps from plan to plan. All columns are its own and change in place. */
export type PlannerState = {
  problem: AssignmentProblem;
  plan: AssignmentPlan;
  certificate: Certificate;
  /** The rahyar with whom each subject has its seat, or NOBODY. */
  seat: Int32Array;
  coverage: CoverageIndex;
  cells: LiveCells;
  /** Whose rahyar of yesterday will be another tomorrow: the one that their cell names. */
  pending: readonly number[];
  /** Whose own rahyar is on leave, so that the seat is another's, or nobody's. */
  waiting: Set<number>;
  /** How ids are held once subjects have come or gone. */
  layers: IdLayers | undefined;
};

/** What stood before a change: what the plan said, nothing for a newcomer, and on whose worklist the subject stood. */
export type Before = { readonly row: EarlierRow | undefined; readonly list: number };

/** The subjects that a change reaches, by index, each with what stood before; and those that are gone, by id. */
export type Touched = { rows: Map<number, Before>; readonly gone: Map<string, EarlierRow> };

/** Notes what stands, the first time; call it before anything about the subject changes. */
export function touch({ problem, plan }: Pick<PlannerState, 'problem' | 'plan'>, touched: Touched, subject: number): void {
  if (!touched.rows.has(subject)) touched.rows.set(subject, { row: rowOf({ problem, plan }, subject), list: primaryOf(plan, subject) });
}
