import { readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BASES, holdsOn, isoDateOf, PRIORITY_TIERS, type StaffMember } from '@rahyar/domain';
import {
  type AssignmentPlan,
  type AssignmentProblem,
  basisBit,
  DO_NOT_CONTACT,
  GAP_CAUSES,
  NO_DAY,
  OPEN_OBLIGATION,
  SUBJECT_KINDS,
  type SubjectIds,
  type Worklists,
} from '@rahyar/engine';
import { err, ok, type Result } from 'neverthrow';
import { type TableFormat, writeAssignmentTable } from './assignment-table.ts';
import { type FileError, fileErrorOf } from './file-error.ts';
import { type FieldText, jsonLineOf, jsonText } from './json-line.ts';
import { type WrittenFile, writeLines, writeTexts, writtenFile } from './line-file.ts';
import { certificateLines } from './plan-certificate.ts';
import type { PlanDraft } from './plan-draft.ts';
import {
  countsOf,
  MANIFEST_FILE,
  type Manifest,
  nameByContent,
  PLAN_FORMAT,
  PLAN_PARTS,
  PLAN_VERSION,
  type PlanAssignment,
  type PlanPart,
  type PlanSubject,
  type PlanWorklist,
  type WrittenPlan,
} from './plan-format.ts';

/** Files of a plan that have been written as text elsewhere, in blocks of whole lines. */
export type PlanTexts = { readonly [Part in PlanPart]?: AsyncIterable<{ readonly rows: number; readonly text: Uint8Array }> };

/**
 * Writes problem and plan into the draft, and publishes it. What else lies in the draft is listed in the manifest, with its checksum.
 * Deterministic to the byte. When it fails the draft is discarded.
 */
export async function writePlan(
  draft: PlanDraft,
  problem: AssignmentProblem,
  plan: WrittenPlan,
  { tables = [], texts = {} }: { tables?: readonly TableFormat[]; texts?: PlanTexts } = {},
): Promise<Result<Manifest, FileError>> {
  try {
    const others: WrittenFile[] = [];
    for (const name of (await readdir(draft.path)).sort()) others.push(await writtenFile(join(draft.path, name)));
    for (const format of tables) others.push(await writeAssignmentTable(draft.path, format, problem, plan));
    const written = (part: PlanPart, lines: Iterable<string>): Promise<WrittenFile> => writePart(draft.path, part, lines, texts[part]);
    const files = [
      await written(PLAN_PARTS.subjects, subjectLines(problem)),
      await written(PLAN_PARTS.staff, staffLines(problem)),
      await written(PLAN_PARTS.assignments, assignmentLines(problem, plan)),
      await written(PLAN_PARTS.worklists, worklistLines({ ids: problem.subjects.ids, staff: problem.staff }, plan.worklists)),
      ...(plan.certificate === undefined ? [] : [await written(PLAN_PARTS.certificate, certificateLines(problem.staff, plan.certificate))]),
      ...others,
    ];
    const manifest: Manifest = {
      format: PLAN_FORMAT,
      version: PLAN_VERSION,
      on: problem.on,
      policy: problem.policy,
      policyFingerprint: plan.policyFingerprint,
      counts: countsOf(problem, plan),
      files,
    };
    await writeFile(join(draft.path, MANIFEST_FILE), `${JSON.stringify(manifest, undefined, 2)}\n`, { flag: 'wx', flush: true });
    const published = await draft.publish(manifest);
    if (published.isOk()) return ok(manifest);
    await draft.discard();
    return err(published.error);
  } catch (cause) {
    await draft.discard();
    return err(fileErrorOf(cause, draft.path));
  }
}

/** A part has its checksum in its name, so that the parts of two plans never stand in each other's place. */
async function writePart(directory: string, part: PlanPart, lines: Iterable<string>, texts: PlanTexts[PlanPart]): Promise<WrittenFile> {
  const path = join(directory, part);
  const written = await (texts === undefined ? writeLines(path, lines) : writeTexts(path, texts));
  const name = nameByContent(part, written.sha256);
  await rename(join(directory, part), join(directory, name));
  return { ...written, name };
}

/** The text of every field of the schema that reads the row. */
type Fields<Row> = Record<keyof Required<Row>, FieldText>;

function* lines(count: number, fields: Readonly<Record<string, FieldText>>): Generator<string> {
  const lineAt = jsonLineOf(fields);
  for (let index = 0; index < count; index++) yield lineAt(index);
}

/** Looks up the text at a position that a column holds; empty at a position that is none. */
const from =
  (texts: readonly string[], column: ArrayLike<number>): FieldText =>
  (index) =>
    texts[column[index] as number] ?? '';

/** The rows of `subjects.ndjson`, in the order of ids. */
export function subjectLines(problem: AssignmentProblem): Generator<string> {
  const { subjects, staff, places, organizations, relationSets, linkSets, profiles } = problem;
  const day = createDayTexts();
  const dayIn =
    (column: Int32Array): FieldText =>
    (index) =>
      day(column[index] as number);
  const flag =
    (bit: number): FieldText =>
    (index) =>
      ((subjects.flags[index] as number) & bit) === 0 ? '' : 'true';
  const placeTexts = places.map(jsonText);
  const staffIds = staff.map(({ id }) => jsonText(id));
  const relations = relationSets.map((set) => jsonText(set.map((row) => ({ ...row, organization: organizations[row.organization] }))));
  return lines(subjects.ids.count, {
    id: idIn(subjects.ids),
    kind: from(SUBJECT_KINDS.map(jsonText), subjects.kind),
    openObligation: flag(OPEN_OBLIGATION),
    doNotContact: flag(DO_NOT_CONTACT),
    activeOn: dayIn(subjects.activeOn),
    contactedOn: dayIn(subjects.contactedOn),
    waitingSince: dayIn(subjects.waitingSince),
    dueOn: dayIn(subjects.dueOn),
    home: from(placeTexts, subjects.home),
    work: from(placeTexts, subjects.work),
    relations: from(relations, subjects.relationSet),
    socialLinks: from(
      linkSets.map((set) => jsonText(set.map((index) => staff[index]?.id))),
      subjects.linkSet,
    ),
    needs: from(
      profiles.map(({ needs }) => jsonText(needs)),
      subjects.profile,
    ),
    languages: from(
      profiles.map(({ languages }) => jsonText(languages)),
      subjects.profile,
    ),
    channels: from(
      profiles.map(({ channels }) => jsonText(channels)),
      subjects.profile,
    ),
    pins: directivesText(problem, 'pins'),
    vetoes: directivesText(problem, 'vetoes'),
    previousRahyar: from(staffIds, subjects.previous),
  } satisfies Fields<PlanSubject>);
}

/** The directives that hold on the day, each once, in the order of rahyars and days. */
function directivesText({ givenDirectives, on, subjects }: AssignmentProblem, name: 'pins' | 'vetoes'): FieldText {
  const textsOf = new Map<number, Set<string>>();
  for (const directive of givenDirectives[name]) {
    if (!holdsOn(directive, on)) continue;
    const index = subjects.ids.indexOf(directive.subject);
    const texts = textsOf.get(index) ?? new Set();
    textsOf.set(index, texts.add(JSON.stringify({ rahyar: directive.rahyar, on: directive.on, until: directive.until })));
  }
  return (index) => {
    const texts = textsOf.get(index);
    return texts === undefined ? '' : `[${[...texts].sort().join()}]`;
  };
}

function* staffLines({ staff }: AssignmentProblem): Generator<string> {
  for (const member of staff) yield `${JSON.stringify(member)}\n`;
}

/** The rows of `assignments.ndjson`, in the order of ids. */
export function assignmentLines(
  { subjects, staff }: Pick<AssignmentProblem, 'subjects' | 'staff'>,
  plan: Omit<AssignmentPlan, 'worklists'>,
): Generator<string> {
  const slots = BASES.map((basis) => ({
    bit: basisBit(basis),
    column: plan.responsible[basis],
    texts: staff.map(({ id }) => JSON.stringify({ staff: id, basis })),
  }));
  const named = (index: number, isPrimary: boolean): string[] =>
    slots.flatMap(({ bit, column, texts }) => {
      const text = texts[column[index] as number];
      return text !== undefined && (((plan.primary[index] as number) & bit) !== 0) === isPrimary ? [text] : [];
    });
  const gapTexts = staff.map(({ id }) => `,"tell":${JSON.stringify(id)}`);
  return lines(subjects.ids.count, {
    id: idIn(subjects.ids),
    tier: from(['', ...PRIORITY_TIERS.map(jsonText)], plan.tier),
    primary: (index) => {
      const texts = named(index, true);
      return texts.length > 1 ? `[${texts.join()}]` : (texts[0] ?? '');
    },
    also: (index) => {
      const texts = named(index, false);
      return texts.length === 0 ? '' : `[${texts.join()}]`;
    },
    gap: (index) => {
      const cause = plan.gapCause[index] as number;
      return cause === 0 ? '' : `{"cause":${jsonText(GAP_CAUSES[cause])}${gapTexts[plan.gapAddressee[index] as number] ?? ''}}`;
    },
  } satisfies Fields<PlanAssignment>);
}

/** The rows of `worklists.ndjson`, in the order of the staff. */
export function* worklistLines(
  { ids, staff }: { readonly ids: SubjectIds; readonly staff: AssignmentProblem['staff'] },
  { order, start }: Worklists,
): Generator<string> {
  for (let index = 0; index < staff.length; index++) {
    const list = order.subarray(start[index], start[index + 1]);
    for (let from = 0; from < list.length; from += WORKLIST_PAGE) {
      const row = {
        staff: (staff[index] as StaffMember).id,
        from,
        subjects: Array.from(list.subarray(from, from + WORKLIST_PAGE), (subject) => ids.at(subject)),
      } satisfies Record<keyof Required<PlanWorklist>, unknown>;
      yield `${JSON.stringify(row)}\n`;
    }
  }
}

/** Ids have 64 characters at most, so that a page stays well below the length that a line may have. */
const WORKLIST_PAGE = 5_000;

const idIn =
  (ids: AssignmentProblem['subjects']['ids']): FieldText =>
  (index) =>
    JSON.stringify(ids.at(index));

/** Writes days; there are few of them, and each is worked out once. */
function createDayTexts(): (day: number) => string {
  const known = new Map<number, string>([[NO_DAY, '']]);
  return (day) => {
    const text = known.get(day) ?? JSON.stringify(isoDateOf(day));
    if (!known.has(day)) known.set(day, text);
    return text;
  };
}
