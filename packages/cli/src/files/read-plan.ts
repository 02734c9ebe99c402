import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseWith, StaffMember } from '@rahyar/domain';
import { type AssignmentProblem, type Certificate, NO_PLACE, NOBODY, type Roster, rosterOf, withDirectives } from '@rahyar/engine';
import { err, ok, type Result } from 'neverthrow';
import * as z from 'zod';
import { type FileError, fileErrorOf } from './file-error.ts';
import { readJsonFile } from './json-file.ts';
import type { ReadProgress } from './members.ts';
import { createPlanAssignments } from './plan-assignments.ts';
import { createPlanCertificate } from './plan-certificate.ts';
import {
  countsOf,
  MANIFEST_BYTES_MAX,
  MANIFEST_FILE,
  Manifest,
  PLAN_FORMAT,
  PLAN_PARTS,
  PLAN_VERSION,
  PlanAssignment,
  type PlanPart,
  PlanProof,
  PlanSubject,
  PlanWorklist,
  partOf,
  type WrittenPlan,
} from './plan-format.ts';
import { readPlanRows } from './plan-rows.ts';
import { createPlanSubjects } from './plan-subjects.ts';
import { createPlanWorklists } from './plan-worklists.ts';
import { REPEATED_ID, rowFault } from './row.ts';
import type { RowIssue } from './row-issue.ts';
import { createRowReports, type RowTally } from './row-reports.ts';

/** A plan as its files tell it. `refused` is what the files say that no plan can; a plan is sound when it is empty and every rule holds. */
export type PlanRead = {
  readonly manifest: Manifest;
  readonly problem: AssignmentProblem;
  readonly plan: WrittenPlan;
  readonly refused: RowTally;
  readonly warned: RowTally;
};

/**
 * Reads a plan directory, ours or another writer's, rows in any order. Only a directory that is no plan, or whose files cannot be opened, is an
 * error; whatever is wrong inside is reported with part and line, and the rest is read, so that the rules can be asked about it.
 */
export async function readPlan(
  directory: string,
  { onProgress }: { onProgress?: ((progress: ReadProgress) => void) | undefined } = {},
): Promise<Result<PlanRead, FileError>> {
  for (let before: string | undefined; ; ) {
    const manifest = await readManifest(directory);
    if (manifest.isErr()) return err(manifest.error);
    const read = await readFiles(directory, manifest.value, onProgress).catch((cause: unknown) => err(fileErrorOf(cause, directory)));
    if (read.isOk() || read.error.kind !== 'notFound') return read;
    // A new plan may have been published between manifest and files; the same manifest twice means that a file is missing.
    const now = JSON.stringify(manifest.value);
    if (now === before) return read;
    before = now;
  }
}

async function readManifest(directory: string): Promise<Result<Manifest, FileError>> {
  const path = join(directory, MANIFEST_FILE);
  const file = await readJsonFile(path, MANIFEST_BYTES_MAX);
  if (file.isErr()) {
    const isThere = await stat(directory).catch(() => undefined);
    return err(file.error.kind === 'notFound' && isThere?.isDirectory() ? { kind: 'notAPlan', path: directory } : file.error);
  }
  const { value, textFaults } = file.value;
  if (!IsPlan.safeParse(value).success) return err({ kind: 'notAPlan', path: directory });
  if (!IsThisVersion.safeParse(value).success) return err({ kind: 'unknownVersion', path });
  const manifest = parseWith(Manifest, value);
  const issues: RowIssue[] = textFaults.map(({ code }) => ({ path: [], code }));
  if (manifest.isOk() && issues.length === 0) return ok(manifest.value);
  return err({ kind: 'wrongShape', path, issues: [...issues, ...(manifest.isErr() ? manifest.error.issues : [])] });
}

const IsPlan = z.object({ format: z.literal(PLAN_FORMAT) });
const IsThisVersion = z.object({ version: z.literal(PLAN_VERSION) });

async function readFiles(
  directory: string,
  manifest: Manifest,
  onProgress: ((progress: ReadProgress) => void) | undefined,
): Promise<Result<PlanRead, FileError>> {
  const reports = await createRowReports();
  const bytesTotal = await sizeOf(directory, manifest);
  let bytesRead = 0;
  let rows = 0;
  const onChunk = (chunk: Uint8Array): void => {
    bytesRead += chunk.length;
    onProgress?.({ bytesRead, bytesTotal, rows });
  };
  const context = { manifest, reports, onChunk };

  const roster = await readStaff(directory, context);
  const collected = createPlanSubjects(roster);
  await readPlanRows(directory, PLAN_PARTS.subjects, PlanSubject, context, (row, line, say) => {
    rows++;
    collected.add(row, line);
    say(unknownStaff(row, roster), 'warning');
  });
  if (collected.places.length > NO_PLACE) return err({ kind: 'tooManyPlaces', path: join(directory, PLAN_PARTS.subjects) });
  const { places, organizations, relationSets, linkSets, profiles } = collected;
  const { subjects, repeated } = collected.toColumns();
  for (const place of repeated) {
    reports.refuse({ file: PLAN_PARTS.subjects, ...place, ...REPEATED_ID });
  }

  const assignments = createPlanAssignments(subjects.ids, roster);
  await readPlanRows(directory, PLAN_PARTS.assignments, PlanAssignment, context, (row, _line, say) => say(assignments.add(row)));

  const lists = createPlanWorklists(subjects.ids, roster);
  await readPlanRows(directory, PLAN_PARTS.worklists, PlanWorklist, context, (row, line, say) => say(lists.add(row, line)));
  const { worklists, broken } = lists.toWorklists();
  for (const line of broken) reports.refuse({ file: PLAN_PARTS.worklists, line, ...rowFault('plan.brokenOrder') });

  const certificate = await readCertificate(directory, roster, context);
  const { on, policy, policyFingerprint } = manifest;
  const { staff, rahyars } = roster;
  const undirected = { on, policy, staff, rahyars, places, organizations, relationSets, linkSets, profiles, subjects };
  const { problem } = withDirectives(undirected, collected.directives);
  const made = { on, policyVersion: policy.version, policyFingerprint, ...assignments.columns, worklists };
  const plan: WrittenPlan = certificate === undefined ? made : { ...made, certificate };
  for (const issue of countIssues(manifest, problem, plan)) reports.refuse({ file: MANIFEST_FILE, issues: [issue], issueCount: 1 });
  return ok({ manifest, problem, plan, refused: reports.refused, warned: reports.warned });
}

async function sizeOf(directory: string, manifest: Manifest): Promise<number> {
  const parts = Object.values(PLAN_PARTS).flatMap((part) => {
    const name = nameIn(manifest, part);
    return name === undefined && part === PLAN_PARTS.certificate ? [] : [name ?? part];
  });
  const sizes = await Promise.all(parts.map(async (name) => (await stat(join(directory, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function readStaff(directory: string, context: Parameters<typeof readPlanRows>[3]): Promise<Roster> {
  const staff = new Map<string, StaffMember>();
  await readPlanRows(directory, PLAN_PARTS.staff, StaffMember, context, (row, _line, say) => {
    if (staff.has(row.id)) say(REPEATED_ID.issues);
    else staff.set(row.id, row);
  });
  return rosterOf([...staff.values()]);
}

const nameIn = ({ files }: Manifest, part: PlanPart): string | undefined => files.find(({ name }) => partOf(name) === part)?.name;

/** `undefined` where the plan has none, or one without its row of weights. */
async function readCertificate(
  directory: string,
  roster: Roster,
  context: Parameters<typeof readPlanRows>[3],
): Promise<Certificate | undefined> {
  if (nameIn(context.manifest, PLAN_PARTS.certificate) === undefined) return undefined;
  const rows = createPlanCertificate(roster);
  await readPlanRows(directory, PLAN_PARTS.certificate, PlanProof, context, (row, _line, say) => say(rows.add(row)));
  const certificate = rows.certificate();
  const issues: RowIssue[] = [{ path: ['weights'], code: 'value.required' }];
  if (certificate === undefined) context.reports.refuse({ file: PLAN_PARTS.certificate, issues, issueCount: 1 });
  return certificate;
}

/** Whoever accompanied a subject yesterday, or was linked to it, may have left the community since. */
function unknownStaff({ socialLinks = [], previousRahyar }: PlanSubject, roster: Roster): RowIssue[] {
  const issues = socialLinks.flatMap((id, index): RowIssue[] =>
    roster.indexOf(id) === NOBODY ? [{ path: ['socialLinks', index], code: 'input.unknownReference' }] : [],
  );
  if (previousRahyar !== undefined && roster.indexOf(previousRahyar) === NOBODY) {
    issues.push({ path: ['previousRahyar'], code: 'input.unknownReference' });
  }
  return issues;
}

function countIssues(manifest: Manifest, problem: AssignmentProblem, plan: WrittenPlan): RowIssue[] {
  const counts = countsOf(problem, plan);
  return (Object.keys(counts) as (keyof typeof counts)[])
    .filter((name) => counts[name] !== manifest.counts[name])
    .map((name) => ({ path: ['counts', name], code: 'plan.count' }));
}
