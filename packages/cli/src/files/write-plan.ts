import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BASES, type IsoDate, isoDateOf, PRIORITY_TIERS, type StaffMember } from '@rahyar/domain';
import {
  type AssignmentPlan,
  type AssignmentProblem,
  basisBit,
  DO_NOT_CONTACT,
  GAP_CAUSES,
  NO_DAY,
  NO_PLACE,
  OPEN_OBLIGATION,
  SUBJECT_KINDS,
} from '@rahyar/engine';
import { err, ok, type Result } from 'neverthrow';
import { type FileError, fileErrorOf } from './file-error.ts';
import { type WrittenFile, writeNdjson } from './ndjson-file.ts';
import type { PlanDraft } from './plan-draft.ts';
import {
  countsOf,
  MANIFEST_FILE,
  type Manifest,
  type Named,
  PLAN_FILES,
  PLAN_FORMAT,
  PLAN_VERSION,
  type PlanAssignment,
  type PlanSubject,
  type PlanWorklist,
} from './plan-format.ts';

/**
 * Writes problem and plan into the draft and puts it in its place. What else lies in the draft is listed in the manifest, with its checksum.
 * Deterministic to the byte. When it fails the draft is discarded.
 */
export async function writePlan(draft: PlanDraft, problem: AssignmentProblem, plan: AssignmentPlan): Promise<Result<Manifest, FileError>> {
  try {
    const others = await filesIn(draft.path);
    const files = [
      await writeNdjson(join(draft.path, PLAN_FILES.subjects), subjectRows(problem)),
      await writeNdjson(join(draft.path, PLAN_FILES.staff), problem.staff),
      await writeNdjson(join(draft.path, PLAN_FILES.assignments), assignmentRows(problem, plan)),
      await writeNdjson(join(draft.path, PLAN_FILES.worklists), worklistRows(problem, plan)),
      ...others,
    ];
    const manifest: Manifest = {
      format: PLAN_FORMAT,
      version: PLAN_VERSION,
      on: problem.on,
      policy: problem.policy,
      counts: countsOf(problem, plan),
      files,
    };
    await writeFile(join(draft.path, MANIFEST_FILE), `${JSON.stringify(manifest, undefined, 2)}\n`, { flag: 'wx', flush: true });
    const published = await draft.publish();
    if (published.isOk()) return ok(manifest);
    await draft.discard();
    return err(published.error);
  } catch (cause) {
    await draft.discard();
    return err(fileErrorOf(cause, draft.path));
  }
}

async function filesIn(directory: string): Promise<WrittenFile[]> {
  const files: WrittenFile[] = [];
  for (const name of (await readdir(directory)).sort()) {
    const hash = createHash('sha256');
    let rows = 0;
    for await (const chunk of createReadStream(join(directory, name))) {
      hash.update(chunk as Buffer);
      for (const byte of chunk as Buffer) if (byte === LINE_FEED) rows++;
    }
    files.push({ name, rows, sha256: hash.digest('hex') });
  }
  return files;
}

const LINE_FEED = 0x0a;

/** A row with every field of the schema that reads it; fields that are undefined are left out of the file. */
type Written<Row> = Record<keyof Required<Row>, unknown>;

function* subjectRows(problem: AssignmentProblem): Generator<object> {
  const { subjects, staff, places, organizations, relationSets, linkSets } = problem;
  const day = createDayNames();
  const placeOf = (index: number) => (index === NO_PLACE ? undefined : places[index]);
  const relations = relationSets.map((set) => nonEmpty(set.map((row) => ({ ...row, organization: organizations[row.organization] }))));
  const socialLinks = linkSets.map((set) => nonEmpty(set.map((index) => staff[index]?.id)));
  for (let index = 0; index < subjects.ids.count; index++) {
    const flags = subjects.flags[index] as number;
    yield {
      id: subjects.ids.at(index),
      kind: SUBJECT_KINDS[subjects.kind[index] as number],
      openObligation: (flags & OPEN_OBLIGATION) !== 0 || undefined,
      doNotContact: (flags & DO_NOT_CONTACT) !== 0 || undefined,
      activeOn: day(subjects.activeOn[index]),
      contactedOn: day(subjects.contactedOn[index]),
      waitingSince: day(subjects.waitingSince[index]),
      dueOn: day(subjects.dueOn[index]),
      home: placeOf(subjects.home[index] as number),
      work: placeOf(subjects.work[index] as number),
      relations: relations[subjects.relationSet[index] as number],
      socialLinks: socialLinks[subjects.linkSet[index] as number],
      previousRahyar: staff[subjects.previous[index] as number]?.id,
    } satisfies Written<PlanSubject>;
  }
}

function* assignmentRows({ subjects, staff }: AssignmentProblem, plan: AssignmentPlan): Generator<object> {
  for (let index = 0; index < subjects.ids.count; index++) {
    const primary: Named[] = [];
    const also: Named[] = [];
    for (const basis of BASES) {
      const id = staff[plan.responsible[basis][index] as number]?.id;
      if (id !== undefined) (((plan.primary[index] as number) & basisBit(basis)) !== 0 ? primary : also).push({ staff: id, basis });
    }
    const cause = plan.gapCause[index] as number;
    yield {
      id: subjects.ids.at(index),
      tier: PRIORITY_TIERS[(plan.tier[index] as number) - 1],
      primary: primary.length > 1 ? primary : primary[0],
      also: nonEmpty(also),
      gap: cause === 0 ? undefined : { cause: GAP_CAUSES[cause], tell: staff[plan.gapAddressee[index] as number]?.id },
    } satisfies Written<PlanAssignment>;
  }
}

function* worklistRows({ subjects, staff }: AssignmentProblem, { worklists }: AssignmentPlan): Generator<object> {
  for (let index = 0; index < staff.length; index++) {
    const list = worklists.order.subarray(worklists.start[index], worklists.start[index + 1]);
    for (let from = 0; from < list.length; from += WORKLIST_PAGE) {
      yield {
        staff: (staff[index] as StaffMember).id,
        from,
        subjects: Array.from(list.subarray(from, from + WORKLIST_PAGE), (subject) => subjects.ids.at(subject)),
      } satisfies Written<PlanWorklist>;
    }
  }
}

/** Ids have 64 characters at most, so that a page stays well below the length that a line may have. */
const WORKLIST_PAGE = 5_000;

const nonEmpty = <T>(rows: readonly T[]): readonly T[] | undefined => (rows.length === 0 ? undefined : rows);

/** Names days; there are few of them, and each is worked out once. */
function createDayNames(): (day: number | undefined) => IsoDate | undefined {
  const known = new Map<number, IsoDate>();
  return (day) => {
    if (day === undefined || day === NO_DAY) return undefined;
    const name = known.get(day) ?? isoDateOf(day);
    known.set(day, name);
    return name;
  };
}
