import { PRIORITY_TIERS, type StaffId, type SubjectId } from '@rahyar/domain';
import { isDedicated, NOBODY, primaryOf, worklistPage } from '@rahyar/engine';
import type { PlanRow } from '@rahyar/store';
import type { PlannedDay } from './plan-day.ts';

const PAGE_ROWS = 10_000;

/** The rows of a plan as the store keeps them, in pages: each subject that somebody accompanies, with its place in that person's worklist. */
export function* planRowsOf({ problem, plan }: Pick<PlannedDay, 'problem' | 'plan'>): Generator<readonly PlanRow[]> {
  const ranks = ranksOf({ problem, plan });
  let page: PlanRow[] = [];
  for (let subject = 0; subject < problem.subjects.ids.count; subject++) {
    const staff = primaryOf(plan, subject);
    const tier = PRIORITY_TIERS[(plan.tier[subject] as number) - 1];
    if (staff === NOBODY) continue;
    const rank = ranks[subject] as number;
    page.push({
      subject: problem.subjects.ids.at(subject) as SubjectId,
      staff: problem.staff[staff]?.id as StaffId,
      ...(tier === undefined ? {} : { tier }),
      dedicated: isDedicated(plan, subject),
      ...(rank === NO_RANK ? {} : { rank }),
    });
    if (page.length < PAGE_ROWS) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

const NO_RANK = 0xffff_ffff;

/** The place of each subject in the worklist of its rahyar; {@link NO_RANK} for who is on none. */
function ranksOf({ problem, plan }: Pick<PlannedDay, 'problem' | 'plan'>): Uint32Array {
  const ranks = new Uint32Array(problem.subjects.ids.count).fill(NO_RANK);
  for (let staff = 0; staff < problem.staff.length; staff++) {
    for (const [rank, subject] of worklistPage(plan, staff, 0, Number.MAX_SAFE_INTEGER).entries()) ranks[subject] = rank;
  }
  return ranks;
}
