import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { asYesterday, beginDay, endDay } from '@rahyar/cycle';
import { DEFAULT_POLICY, Directives, type IsoDate, NO_DIRECTIVES, parseWith, RahyariPolicy } from '@rahyar/domain';
import { type AssignmentProblem, type Contradiction, NOBODY, rosterOf, withDirectives } from '@rahyar/engine';
import { findDivision } from '@rahyar/geo';
import { ASSUMED_CADENCE, epochDayOfIsoDate, formatJalaliLong, iranWorkingCalendar } from '@rahyar/scheduler';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { TableFormat } from '../files/assignment-table.ts';
import { readCommunity } from '../files/community.ts';
import type { FileError } from '../files/file-error.ts';
import { readJsonFile } from '../files/json-file.ts';
import { readMembers } from '../files/members.ts';
import { draftPlan } from '../files/plan-draft.ts';
import { readPlan } from '../files/read-plan.ts';
import { createRowReports, REJECTED_FILE, type RowReports } from '../files/row-reports.ts';
import type { RowFormat } from '../files/subject-rows.ts';
import { writePlan } from '../files/write-plan.ts';
import { assignOn } from '../parallel/plan-stages.ts';
import { withStagePool } from '../parallel/stage-pool.ts';
import { renderReport, reportModel } from '../report/report.ts';
import type { Terminal } from '../terminal.ts';
import { planFigures, sayFigures, sayFindings } from './plan-figures.ts';
import { sayProof } from './say-proof.ts';
import { complainOfFile, complainOfRows, rowFigures } from './say-rows.ts';

export type PlanOptions = {
  readonly members: string;
  readonly community: string;
  readonly on: IsoDate;
  readonly out: string;
  /** A policy file; the default policy without it. */
  readonly policy?: string;
  /** What people have decided: pins and vetoes. */
  readonly directives?: string;
  /** The format of the members file; without it, the ending of its name tells. */
  readonly format?: RowFormat;
  /** Tables of the assignments to be written beside the plan. */
  readonly to?: readonly TableFormat[];
  /** Yesterday's plan directory: its dedicated rahyars are kept where the rules allow. */
  readonly previous?: string;
  /** Ends with the code for invalid input when rows were refused; the plan is made all the same. */
  readonly strict: boolean;
  /** How many threads make the plan; as many as pay without it. The plan is the same. */
  readonly threads?: number;
};

const POLICY_BYTES_MAX = 1024 * 1024;
const DIRECTIVES_BYTES_MAX = 16 * POLICY_BYTES_MAX;

/** Plans a day from the user's own files. Rows that cannot be read are reported with line and reason, and never stop the rest. */
export async function plan(options: PlanOptions, terminal: Terminal): Promise<ExitCode> {
  const { on, out } = options;
  const draft = await draftPlan(out);
  if (draft.isErr()) return fileTrouble(draft.error, terminal);
  const giveUp = async (error: FileError): Promise<ExitCode> => {
    await draft.value.discard();
    return fileTrouble(error, terminal);
  };

  const dates = iranWorkingCalendar().andThen((calendar) => epochDayOfIsoDate(on).map((today) => ({ calendar, today })));
  if (dates.isErr()) {
    await draft.value.discard();
    terminal.complain('The day lies outside the calendar: years 1304 to 1498.');
    return EXIT.usage;
  }
  const reports = await createRowReports(draft.value.path);
  const read = await readProblem(options, reports, terminal);
  await reports.close();
  if ('error' in read) return giveUp(read.error);

  const timing = { ...dates.value, cadence: ASSUMED_CADENCE };
  const planning = terminal.stage('plan', 'Planning and verifying');
  const begun = beginDay(read.problem, [], on, timing);
  const threads = options.threads ?? threadsThatPay(begun.problem.subjects.ids.count);
  const day = endDay(begun, await withStagePool(threads, (pool) => assignOn(pool, begun.problem)));
  planning.done();
  const writing = terminal.stage('write', 'Writing the plan');
  const model = reportModel({
    ...day,
    day: { today: timing.today, jalaliText: formatJalaliLong(timing.today, 'fa') },
    origin: { kind: 'files' },
    followUps: { dueOn: day.problem.subjects.dueOn, calendar: timing.calendar },
  });
  await writeFile(join(draft.value.path, 'report.html'), renderReport(model));
  const written = await writePlan(draft.value, day.problem, day.plan, { tables: options.to ?? [] });
  writing.done();
  if (written.isErr()) return fileTrouble(written.error, terminal);

  const figures = planFigures(day.problem, day.plan);
  sayFigures(figures, terminal);
  sayFindings(day.findings, terminal);
  sayProof(day.proof, terminal);
  for (const { kind, staff, subjects } of read.contradictions)
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
    contradictions: read.contradictions.length,
    ...rowFigures(reports),
    plan: out,
  });
  if (violations > 0 || day.proof.length > 0) return EXIT.brokenRules;
  return options.strict && reports.refused.count > 0 ? EXIT.invalidInput : EXIT.ok;
}

/** On fewer subjects, starting threads costs about what they save; beyond four, finding the seats takes longer than all the rest. */
const threadsThatPay = (subjects: number): number => (subjects < 1_000_000 ? 1 : Math.min(4, availableParallelism()));

type ProblemRead =
  | { readonly problem: AssignmentProblem; readonly contradictions: readonly Contradiction[] }
  | { readonly error: FileError };

async function readProblem(options: PlanOptions, reports: RowReports, terminal: Terminal): Promise<ProblemRead> {
  const policy = options.policy === undefined ? DEFAULT_POLICY : await readPolicy(options.policy);
  if ('error' in policy) return policy;
  const directives = options.directives === undefined ? NO_DIRECTIVES : await readDirectives(options.directives);
  if ('error' in directives) return directives;
  const community = await readCommunity(options.community, { reports });
  if (community.isErr()) return { error: community.error };
  const roster = rosterOf(community.value.staff);
  const previousOf = options.previous === undefined ? undefined : await readPrevious(options.previous, roster.indexOf);
  if (previousOf !== undefined && 'error' in previousOf) return previousOf;

  const reading = terminal.stage('read', 'Reading the members');
  const members = await readMembers(options.members, {
    policy,
    known: {
      roster,
      affiliatedOrganizations: new Set(community.value.affiliatedOrganizations.keys()),
      isDivision: (code) => findDivision(code) !== undefined,
    },
    reports,
    format: options.format,
    previousOf: previousOf?.of,
    onProgress: ({ bytesRead, bytesTotal }) => reading.progress(bytesRead, bytesTotal),
  });
  reading.done();
  if (members.isErr()) return { error: members.error };
  const { staff, rahyars } = roster;
  return withDirectives({ on: options.on, policy, staff, rahyars, ...members.value.facts }, directives);
}

async function readPolicy(path: string): Promise<RahyariPolicy | { readonly error: FileError }> {
  const file = await readJsonFile(path, POLICY_BYTES_MAX);
  if (file.isErr()) return { error: file.error };
  return parseWith(RahyariPolicy, file.value.value).match<RahyariPolicy | { readonly error: FileError }>(
    (policy) => policy,
    ({ issues }) => ({ error: { kind: 'wrongShape', path, issues } }),
  );
}

async function readDirectives(path: string): Promise<Directives | { readonly error: FileError }> {
  const file = await readJsonFile(path, DIRECTIVES_BYTES_MAX);
  if (file.isErr()) return { error: file.error };
  return parseWith(Directives, file.value.value).match<Directives | { readonly error: FileError }>(
    (directives) => directives,
    ({ issues }) => ({ error: { kind: 'wrongShape', path, issues } }),
  );
}

type Previous = { readonly of: (id: string) => number } | { readonly error: FileError };

/** The rahyar of yesterday of each subject, as an index into today's staff. */
async function readPrevious(directory: string, indexOf: (id: string) => number): Promise<Previous> {
  const read = await readPlan(directory);
  if (read.isErr()) return { error: read.error };
  const { staff, subjects } = asYesterday(read.value);
  return {
    of: (id) => {
      const rahyar = staff[subjects.previous[subjects.ids.indexOf(id)] ?? NOBODY];
      return rahyar === undefined ? NOBODY : indexOf(rahyar.id);
    },
  };
}

function fileTrouble(error: FileError, terminal: Terminal): ExitCode {
  complainOfFile(error, terminal);
  return EXIT.invalidInput;
}
