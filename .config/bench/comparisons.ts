import type { Comparison } from './comparison.ts';
import { dueDaysAgainstDateLibrary, dueDaysAgainstNativeTemporal, dueDaysAgainstTemporal, movedEidAgainstOneByOne } from './due-days.ts';
import { leafFlowAgainstHighs, leafFlowAgainstLemon } from './leaf-flow.ts';
import { networkSimplexAgainstLemon } from './network-simplex.ts';
import { oneCountyAgainstGreedyLoop } from './one-county.ts';
import { partnerCallsAgainstFetch, partnerCallsAgainstKy } from './partner-call.ts';
import { planRowsAgainstPlainTables } from './plan-rows.ts';
import { claimsAgainstEngines, pollsAgainstEngines, pollsGrowth } from './queue/comparisons.ts';
import { recurrenceAgainstRrule } from './recurrence.ts';
import { eventfulReplan, nextDayReplan, unchangedReplan, upheavalReplan } from './replan.ts';
import { planAgainstRulesEngine } from './rules-engine.ts';
import { threadsAgainstOne } from './threads.ts';
import {
  againstGreedyLoop,
  againstPass,
  checkingAgainstPlanning,
  groupsAgainstPeople,
  growth,
  verifyingAgainstPlanning,
} from './whole-plan.ts';
import { livePageAgainstListsAnew } from './worklists.ts';

/** The lines of the bench, in the order in which they are told. */
export const COMPARISONS: readonly Comparison[] = [
  againstGreedyLoop,
  againstPass,
  planAgainstRulesEngine,
  checkingAgainstPlanning,
  verifyingAgainstPlanning,
  groupsAgainstPeople,
  oneCountyAgainstGreedyLoop,
  unchangedReplan,
  nextDayReplan,
  eventfulReplan,
  upheavalReplan,
  livePageAgainstListsAnew,
  threadsAgainstOne,
  growth,
  networkSimplexAgainstLemon,
  leafFlowAgainstLemon,
  leafFlowAgainstHighs,
  dueDaysAgainstDateLibrary,
  dueDaysAgainstTemporal,
  dueDaysAgainstNativeTemporal,
  movedEidAgainstOneByOne,
  recurrenceAgainstRrule,
  ...partnerCallsAgainstKy,
  ...partnerCallsAgainstFetch,
  ...claimsAgainstEngines,
  ...pollsAgainstEngines,
  ...pollsGrowth,
  ...planRowsAgainstPlainTables,
];
