import { asYesterday } from '@rahyar/cycle';
import { DEFAULT_POLICY, Directives, type IsoDate, NO_DIRECTIVES, parseWith, RahyariPolicy } from '@rahyar/domain';
import { NOBODY, type Roster, rosterOf, type SubjectIds } from '@rahyar/engine';
import { findDivision } from '@rahyar/geo';
import { ASSUMED_CADENCE, epochDayOfIsoDate, iranWorkingCalendar } from '@rahyar/scheduler';
import { err, ok, type Result } from 'neverthrow';
import type * as z from 'zod';
import type { TableFormat } from '../files/assignment-table.ts';
import { readCommunity } from '../files/community.ts';
import type { FileError } from '../files/file-error.ts';
import { readJsonFile } from '../files/json-file.ts';
import type { KnownReferences } from '../files/members.ts';
import { readPlan } from '../files/read-plan.ts';
import type { RowReports } from '../files/row-reports.ts';
import type { RowFormat } from '../files/subject-rows.ts';

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

/** `undefined` outside the calendar. */
export const timingOf = (on: IsoDate) =>
  iranWorkingCalendar()
    .andThen((calendar) => epochDayOfIsoDate(on).map((today) => ({ calendar, today, cadence: ASSUMED_CADENCE })))
    .unwrapOr(undefined);

export const OUTSIDE_CALENDAR = 'The day lies outside the calendar: years 1304 to 1498.';

/** All that a plan is made from but its members. */
export type PlanInputs = {
  readonly policy: RahyariPolicy;
  readonly directives: Directives;
  readonly roster: Roster;
  readonly affiliatedOrganizations: readonly string[];
  readonly known: KnownReferences;
  readonly previous: Previous | undefined;
};

/** The rahyars of yesterday of the subjects of yesterday, as indexes into today's staff. */
export type Previous = { readonly ids: SubjectIds; of(index: number): number };

/** Reads the files of a plan, the members apart. */
export async function readPlanInputs(options: PlanOptions, reports: RowReports): Promise<Result<PlanInputs, FileError>> {
  const policy = await readOr(options.policy, RahyariPolicy, POLICY_BYTES_MAX, DEFAULT_POLICY);
  if (policy.isErr()) return err(policy.error);
  const directives = await readOr(options.directives, Directives, DIRECTIVES_BYTES_MAX, NO_DIRECTIVES);
  if (directives.isErr()) return err(directives.error);
  const community = await readCommunity(options.community, { reports });
  if (community.isErr()) return err(community.error);
  const roster = rosterOf(community.value.staff);
  const previous = options.previous === undefined ? ok(undefined) : await readPrevious(options.previous, roster.indexOf);
  if (previous.isErr()) return err(previous.error);
  const organizations = community.value.affiliatedOrganizations;
  return ok({
    policy: policy.value,
    directives: directives.value,
    roster,
    affiliatedOrganizations: [...organizations.keys()],
    known: {
      roster,
      affiliatedOrganizations: new Set(organizations.keys()),
      isDivision: (code) => findDivision(code) !== undefined,
    },
    previous: previous.value,
  });
}

const POLICY_BYTES_MAX = 1024 * 1024;
const DIRECTIVES_BYTES_MAX = 16 * POLICY_BYTES_MAX;

/** The value of a file, or what holds without one. */
async function readOr<S extends z.ZodType>(
  path: string | undefined,
  schema: S,
  bytesMax: number,
  otherwise: z.output<S>,
): Promise<Result<z.output<S>, FileError>> {
  if (path === undefined) return ok(otherwise);
  const file = await readJsonFile(path, bytesMax);
  if (file.isErr()) return err(file.error);
  return parseWith(schema, file.value.value).mapErr(({ issues }): FileError => ({ kind: 'wrongShape', path, issues }));
}

async function readPrevious(directory: string, indexOf: (id: string) => number): Promise<Result<Previous, FileError>> {
  const read = await readPlan(directory);
  if (read.isErr()) return err(read.error);
  const { staff, subjects } = asYesterday(read.value);
  return ok({
    ids: subjects.ids,
    of: (index) => {
      const rahyar = staff[subjects.previous[index] ?? NOBODY];
      return rahyar === undefined ? NOBODY : indexOf(rahyar.id);
    },
  });
}
