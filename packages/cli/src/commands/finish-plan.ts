import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlannedDay, Timing } from '@rahyar/cycle';
import type { Contradiction } from '@rahyar/engine';
import { formatJalaliLong } from '@rahyar/scheduler';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { FileError } from '../files/file-error.ts';
import { draftPlan, type PlanDraft } from '../files/plan-draft.ts';
import { REJECTED_FILE, type RowReports } from '../files/row-reports.ts';
import { type PlanTexts, writePlan } from '../files/write-plan.ts';
import { renderReport, reportModel } from '../report/report.ts';
import type { Terminal } from '../terminal.ts';
import { planFigures, sayFigures, sayFindings } from './plan-figures.ts';
import type { PlanOptions } from './plan-inputs.ts';
import { sayProof } from './say-proof.ts';
import { complainOfFile, complainOfRows, rowFigures } from './say-rows.ts';

/** A plan that is made and checked, and what is to be said with it. */
export type FinishedPlan = {
  readonly day: PlannedDay;
  readonly timing: Timing;
  readonly contradictions: readonly Contradiction[];
  readonly reports: RowReports;
  /** Files of the plan that have been written elsewhere. */
  readonly texts?: PlanTexts;
};

/** Writes a plan with its report, publishes it, and says what is in it. */
export async function finishPlan(
  { out, on, to = [], strict }: PlanOptions,
  draft: PlanDraft,
  { day, timing, contradictions, reports, texts = {} }: FinishedPlan,
  terminal: Terminal,
): Promise<ExitCode> {
  const writing = terminal.stage('write', 'Writing the plan');
  const model = reportModel({
    ...day,
    day: { today: timing.today, jalaliText: formatJalaliLong(timing.today, 'fa') },
    origin: { kind: 'files' },
    followUps: { dueOn: day.problem.subjects.dueOn, calendar: timing.calendar },
  });
  await writeFile(join(draft.path, 'report.html'), renderReport(model));
  const written = await writePlan(draft, day.problem, day.plan, { tables: to, texts });
  writing.done();
  if (written.isErr()) return fileTrouble(written.error, terminal);

  const figures = planFigures(day.problem, day.plan);
  sayFigures(figures, terminal);
  sayFindings(day.findings, terminal);
  sayProof(day.proof, terminal);
  for (const { kind, staff, subjects } of contradictions)
    terminal.complain(`Left out, ${kind}: ${[...staff, `${subjects.length} subjects`].join(', ')}`);
  complainOfRows(reports, terminal);
  if (reports.refused.count > 0) terminal.complain(`All refused rows: ${join(out, REJECTED_FILE)}`);
  terminal.say(`Plan: ${out}`);
  const violations = day.findings.reduce((sum, finding) => sum + finding.count, 0);
  terminal.result({
    on,
    ...figures,
    violations,
    proven: day.proof.length === 0,
    contradictions: contradictions.length,
    ...rowFigures(reports),
    plan: out,
  });
  if (violations > 0 || day.proof.length > 0) return EXIT.brokenRules;
  return strict && reports.refused.count > 0 ? EXIT.invalidInput : EXIT.ok;
}

/** Hands a draft to `use`; it is thrown away unless `use` has published it. */
export async function withDraft(out: string, terminal: Terminal, use: (draft: PlanDraft) => Promise<ExitCode>): Promise<ExitCode> {
  const draft = await draftPlan(out);
  if (draft.isErr()) return fileTrouble(draft.error, terminal);
  try {
    return await use(draft.value);
  } finally {
    await draft.value.discard();
  }
}

export function fileTrouble(error: FileError, terminal: Terminal): ExitCode {
  complainOfFile(error, terminal);
  return EXIT.invalidInput;
}
