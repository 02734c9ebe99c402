import { availableParallelism } from 'node:os';
import { beginDay, endDay } from '@rahyar/cycle';
import { withDirectives } from '@rahyar/engine';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readMembers } from '../files/members.ts';
import { createRowReports } from '../files/row-reports.ts';
import { assignOn } from '../parallel/plan-stages.ts';
import { withStagePool } from '../parallel/stage-pool.ts';
import type { Terminal } from '../terminal.ts';
import { fileTrouble, finishPlan, withDraft } from './finish-plan.ts';
import { OUTSIDE_CALENDAR, type PlanOptions, readPlanInputs, timingOf } from './plan-inputs.ts';

/** Plans a day from the user's own files. Rows that cannot be read are reported with line and reason, and never stop the rest. */
export async function plan(options: PlanOptions, terminal: Terminal): Promise<ExitCode> {
  return withDraft(options.out, terminal, async (draft) => {
    const timing = timingOf(options.on);
    if (timing === undefined) {
      terminal.complain(OUTSIDE_CALENDAR);
      return EXIT.usage;
    }
    const reports = await createRowReports(draft.path);
    const inputs = await readPlanInputs(options, reports);
    if (inputs.isErr()) {
      await reports.close();
      return fileTrouble(inputs.error, terminal);
    }
    const { policy, directives, roster, known, previous } = inputs.value;
    const reading = terminal.stage('read', 'Reading the members');
    const members = await readMembers(options.members, {
      policy,
      known,
      reports,
      format: options.format,
      previousOf: previous === undefined ? undefined : (id) => previous.of(previous.ids.indexOf(id)),
      onProgress: ({ bytesRead, bytesTotal }) => reading.progress(bytesRead, bytesTotal),
    });
    reading.done();
    await reports.close();
    if (members.isErr()) return fileTrouble(members.error, terminal);

    const planning = terminal.stage('plan', 'Planning and verifying');
    const { staff, rahyars } = roster;
    const { problem, contradictions } = withDirectives({ on: options.on, policy, staff, rahyars, ...members.value.facts }, directives);
    const begun = beginDay(problem, [], options.on, timing);
    const threads = options.threads ?? threadsThatPay(begun.problem.subjects.ids.count);
    const day = endDay(begun, await withStagePool(threads, (pool) => assignOn(pool, begun.problem)));
    planning.done();
    return finishPlan(options, draft, { day, timing, contradictions, reports }, terminal);
  });
}

/** On fewer subjects, starting threads costs about what they save; beyond four, finding the seats takes longer than all the rest. */
const threadsThatPay = (subjects: number): number => (subjects < 1_000_000 ? 1 : Math.min(4, availableParallelism()));
