export { type Ageing, listedTier, listedTiers } from './ageing.ts';
export { assign, type CertifiedPlan } from './assign.ts';
export {
  emptyDraft,
  type FillInput,
  filledPlan,
  fillRange,
  type PlanDraft,
  type RangeInput,
  type SettledSeats,
  settleSeats,
} from './assign-stages.ts';
export type { CandidateLists } from './candidate-lists.ts';
export { type Certificate, NO_RELIEF } from './certificate.ts';
export { CERTIFICATE_FAULTS, type CertificateFault, checkCertificate, type SeatedPlan } from './check-certificate.ts';
export {
  type ClassifyInput,
  classify,
  classifyInput,
  classifyRange,
  TIER_OF_REASON,
  type TierReason,
  tierReason,
} from './classify.ts';
export type { Naming, NamingInput } from './companions.ts';
export {
  COVERAGE_GROUPS,
  type CoverageCounts,
  type CoverageFigures,
  type CoverageGroup,
  type CoverageTable,
  coverageBy,
  coverageByOrganization,
  coverageOf,
  homeAt,
  sumCoverage,
} from './coverage-figures.ts';
export { type Covering, covers, type Option } from './covering.ts';
export type { Runs } from './deal-out.ts';
export { CONTRADICTIONS, type Contradiction, type UndirectedProblem, withDirectives } from './directives.ts';
export { createExplainer, type Decision, type Explanation, type Reason } from './explain.ts';
export {
  type Alternative,
  type AlternativePrice,
  type LoadAfter,
  type SeatMove,
  STANDINGS,
  type Standing,
} from './explain-alternatives.ts';
export { createReasonCheck, type ReasonCheck } from './explain-check.ts';
export { type Language, type Names, REMEDY_LABELS, STANDING_LABELS } from './explain-price-text.ts';
export type { Remedy } from './explain-remedies.ts';
export { ALTERNATIVE_LABELS, explanationText, TIER_REASON_LABELS } from './explain-text.ts';
export { countFacts, FACT_COLUMNS, type FactColumns, type FactCount } from './fact-cells.ts';
export { type DedicatedKind, type Fairness, type FairnessRow, fairnessOf, type LoadSpread, type OnlineLoad } from './fairness.ts';
export {
  findMyRahyar,
  lookUpRahyar,
  type MyRahyar,
  type RahyarLookup,
  type Responsible,
} from './find.ts';
export { type EventLeftOut, foldIntoColumns } from './fold-columns.ts';
export type { GapInput, Gaps } from './gaps.ts';
export { isOptimal } from './kernel/certificate.ts';
export { type FlowOutcome, type FlowProblem, type FlowSolution, minimumCostFlow } from './kernel/network-simplex.ts';
export { createLiveWorklists, type LiveWorklists } from './live-worklists.ts';
export { MOVE_CAUSE_LABELS, MOVE_CAUSES, type Move, type MoveCause, movesOf } from './moves.ts';
export { createOwnRahyar } from './own-rahyar.ts';
export {
  type AssignmentPlan,
  basisBit,
  GAP_CAUSE_LABELS,
  GAP_CAUSES,
  type GapCause,
  isDedicated,
  primaryBasis,
  primaryOf,
  type Worklists,
} from './plan.ts';
export {
  type DiffCounts,
  PARTING_CAUSE_LABELS,
  PARTING_CAUSES,
  type PartingCause,
  type PlanChange,
  type PlanDiff,
  type Planned,
  planDiff,
} from './plan-diff.ts';
export { createPlanner, type PlanChanges, type Planner, type Replanned } from './planner.ts';
export type { DueChange } from './planner-facts.ts';
export {
  type AssignmentProblem,
  type GivenDirective,
  type GivenDirectives,
  type Roster,
  rosterOf,
  type SubjectDirective,
  type Unavailability,
  unavailability,
} from './problem.ts';
export { problemOf, type SubjectInput } from './problem-of.ts';
export { NOTHING_SAID, type Profile, profileKey, profileOf } from './profile.ts';
export { RULES } from './rules/catalogue.ts';
export type { Rule, RuleId, Violation } from './rules/rule.ts';
export { type SeatArea, type SeatValue, seatValues } from './seat-values.ts';
export { loadsOf } from './seats.ts';
export {
  fillShard,
  type SettledShards,
  type ShardedProblem,
  type ShardFill,
  type ShardNumbers,
  settleShards,
} from './settle-shards.ts';
export {
  type ContactCourse,
  type GroupStarvation,
  NEVER_CAUSE_LABELS,
  NEVER_CAUSES,
  type NeverCause,
  type Starvation,
  type StarvationRow,
  starvationOf,
  type TurnDay,
  WAITING_GROUPS,
  type WaitingGroup,
} from './starvation.ts';
export {
  allocateColumns,
  COLUMN_NAMES,
  classOfKind,
  createInterner,
  createSubjectCollector,
  createSubjectWriter,
  DO_NOT_CONTACT,
  inOrderOfName,
  type Memory,
  NO_DAY,
  NO_PLACE,
  NO_TIER,
  NOBODY,
  namelessColumns,
  OPEN_OBLIGATION,
  PINNED,
  type RelationRow,
  SUBJECT_KINDS,
  type SubjectCollector,
  type SubjectColumns,
  type SubjectVocabularies,
  type SubjectWriter,
  VETOED,
} from './subject-columns.ts';
export { type IdForm, listedIds, numberedIds, packedIds, type SubjectIds } from './subject-ids.ts';
export type { Unsuitability } from './suitability.ts';
export { type RuleFinding, verify } from './verify.ts';
export type { Weights } from './weights.ts';
export { type Churn, type WhatIfAnswer, type WhatIfFigures, whatIf } from './what-if.ts';
export { type Help, helpText, whereHelpCounts } from './what-if-help.ts';
export type { WhatIfChanges, WhatIfFault } from './what-if-world.ts';
export { worklistInput, worklistPage, worklists } from './worklist.ts';
export type { KeyScale, PlaceSpan, WorklistFacts } from './worklist-order.ts';
export { type WorklistPage, type WorklistRow, worklistPageOf } from './worklist-page.ts';
export {
  layOutWorklists,
  placeOnWorklists,
  sortWorklists,
  tallyWorklists,
  type WorklistDraft,
  type WorklistInput,
  type WorklistLayout,
  type WorklistTally,
} from './worklist-stages.ts';
