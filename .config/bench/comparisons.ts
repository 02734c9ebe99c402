import type { Comparison } from './comparison.ts';
import { dueDaysAgainstDateLibrary } from './due-days.ts';
import { leafFlowAgainstHighs, leafFlowAgainstLemon } from './leaf-flow.ts';
import { networkSimplexAgainstLemon } from './network-simplex.ts';
import { eventfulReplan, unchangedReplan, upheavalReplan } from './replan.ts';
import { planAgainstRulesEngine } from './rules-engine.ts';
import { threadsAgainstOne } from './threads.ts';
import { againstGreedyLoop, againstPass, growth, verifyingAgainstPlanning } from './whole-plan.ts';

/** The lines of the bench, in the order in which they are told. */
export const COMPARISONS: readonly Comparison[] = [
  againstGreedyLoop,
  againstPass,
  planAgainstRulesEngine,
  verifyingAgainstPlanning,
  unchangedReplan,
  eventfulReplan,
  upheavalReplan,
  threadsAgainstOne,
  growth,
  networkSimplexAgainstLemon,
  leafFlowAgainstLemon,
  leafFlowAgainstHighs,
  dueDaysAgainstDateLibrary,
];
