import { DEDICATED_BASES } from '@rahyar/domain';
import { nothingKnown } from '../coverage.ts';
import type { Covering } from '../covering.ts';
import { addressees } from '../gaps.ts';
import { GAP_CAUSES, type GapCause, isDedicated } from '../plan.ts';
import type { AssignmentProblem } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * A gap is listed only for a subject without a dedicated rahyar, with the cause that is true, addressed to the affairs secretary whose
 * region or organisation is nearest.
 */
export const gapsToldTruly: Rule = {
  id: 'R15',
  title: {
    fa: 'شکاف پوشش با علت درست به دبیر همان منطقه گفته می‌شود',
    en: 'A coverage gap is told with its true cause to the secretary of that region',
  },
  source: 'L54, L77',
  *check(problem, plan, covering) {
    const addresseeOf = addressees(problem);
    for (let subject = 0; subject < problem.subjects.ids.count; subject++) {
      const cause = plan.gapCause[subject] as number;
      if (cause === 0) continue;
      if (isDedicated(plan, subject)) yield { rule: 'R15', subject, detail: 'noGapHere' };
      else if (GAP_CAUSES[cause] !== trueCause(problem, covering, subject)) yield { rule: 'R15', subject, detail: 'wrongCause' };
      else if (plan.gapAddressee[subject] !== addresseeOf(subject)) yield { rule: 'R15', subject, detail: 'wrongAddressee' };
    }
  },
};

function trueCause(problem: AssignmentProblem, covering: Covering, subject: number): GapCause {
  if (nothingKnown(problem.subjects, subject)) return 'nothingKnown';
  if (DEDICATED_BASES.some((basis) => covering.options(subject, basis).length > 0)) return 'allFull';
  if (covering.someoneAvailable(subject)) return 'noneSuitable';
  return covering.someoneUnavailable(subject) ? 'noneReachable' : 'noneInCoverage';
}
