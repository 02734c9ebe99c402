import { emptyDraft, filledPlan, fillRange, type PlanDraft, type RangeInput, type SettledSeats, settleSeats } from './assign-stages.ts';
import type { Certificate } from './certificate.ts';
import { classify } from './classify.ts';
import { nameResponsible } from './companions.ts';
import type { CoverageIndex } from './coverage.ts';
import { cellsAsGroups, countFacts, type FactCells } from './fact-cells.ts';
import { findGaps } from './gaps.ts';
import type { AssignmentPlan } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { worklists } from './worklist.ts';

/**
 * Answers who accompanies whom, and whom first, for every subject on one day.
 *
 * Guarantees, each a rule of the catalogue that `verify` checks without the solver: everyone has exactly one named primary rahyar as long as
 * anyone is available; dedicated coverage is greatest tier by tier; a subject without a dedicated rahyar is listed as a gap with its cause.
 * Deterministic; the order in which subjects and staff were given makes no difference.
 */
export function assign(problem: AssignmentProblem): CertifiedPlan {
  const tier = classify(problem);
  const { names, gaps, certificate } = seatEverybody(problem, tier);
  const plan = filledPlan(problem, tier, { names, gaps });
  return { ...plan, worklists: worklists(problem, plan), certificate };
}

/** A plan with the proof that no other has better seats: see `checkCertificate`. */
export type CertifiedPlan = AssignmentPlan & { readonly certificate: Certificate };

/** On its own, so that cells and seats are gone before worklists are made. */
function seatEverybody(
  problem: AssignmentProblem,
  tier: Uint8Array,
): Pick<PlanDraft, 'names' | 'gaps'> & Pick<SettledSeats, 'certificate'> {
  const draft = emptyDraft(tier.length);
  const facts = countFacts(problem.subjects, tier, draft.cellOf, 0, tier.length);
  const { input, ranges, certificate } = settleSeats(problem, tier, [facts]);
  fillRange(input, draft, ranges[0] as RangeInput, 0, tier.length);
  return { names: draft.names, gaps: draft.gaps, certificate };
}

/** The plan that follows from a seating: names, gaps and worklists. */
export function planWithSeats(
  problem: AssignmentProblem,
  coverage: CoverageIndex,
  tier: Uint8Array,
  facts: FactCells,
  seat: Int32Array,
): AssignmentPlan {
  const groups = cellsAsGroups(facts);
  const names = nameResponsible(problem, coverage, facts, seat, groups);
  const plan = filledPlan(problem, tier, { names, gaps: findGaps(problem, coverage, facts, seat, groups) });
  return { ...plan, worklists: worklists(problem, plan) };
}
