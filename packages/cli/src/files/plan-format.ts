import {
  AffiliatedOrganizationId,
  BASES,
  Channel,
  DivisionCode,
  IsoDate,
  KeyProcess,
  Language,
  PRIORITY_TIERS,
  RahyariPolicy,
  RELATIONS,
  StaffId,
  SUBJECT_CLASSES,
  SubjectId,
} from '@rahyar/domain';
import { type AssignmentPlan, type AssignmentProblem, type Certificate, GAP_CAUSES, SUBJECT_KINDS } from '@rahyar/engine';
import * as z from 'zod';

/**
 * The directory format `rahyar-plan`, version 1: a manifest and four files of one JSON object per line; a fifth, the certificate, where the
 * writer can prove the plan best. Whoever can write these files can have a plan verified. Rows may stand in any order. Fields that the format does not know are ignored, and counted as warnings; only the rows of staff
 * are as strict as in a community file. What is empty is left out. A directory is never changed: a new plan replaces it whole.
 */
export const PLAN_FORMAT = 'rahyar-plan';
export const PLAN_VERSION = 1;
export const MANIFEST_FILE = 'manifest.json';
export const MANIFEST_BYTES_MAX = 1024 * 1024;

export const PLAN_PARTS = {
  subjects: 'subjects.ndjson',
  staff: 'staff.ndjson',
  assignments: 'assignments.ndjson',
  worklists: 'worklists.ndjson',
  certificate: 'certificate.ndjson',
} as const;
export type PlanPart = (typeof PLAN_PARTS)[keyof typeof PLAN_PARTS];

/** `subjects.ndjson` as `subjects-0123456789abcdef.ndjson`: a file of another content has another name. */
export const nameByContent = (part: string, sha256: string): string => part.replace(/\.(?=[^.]*$)/, `-${sha256.slice(0, 16)}.`);

/** The part that a file is: its name, without a checksum in it. */
export const partOf = (name: string): string => name.replace(/-[0-9a-f]{16}(?=\.[a-z0-9]+$)/, '');
export const isNamedByContent = (name: string): boolean => partOf(name) !== name;

/** A plain file name: no path leads out of the directory. */
const FileName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}\.[a-z0-9]{1,8}$/, 'value.format');

/** A file of the plan. `rows` is the number of lines; `sha256` is of all bytes, in hexadecimal. */
const ManifestFile = z.object({
  name: FileName,
  rows: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'value.format'),
});

const count = z.int().min(0);

/** What the plan is of. Files beside the parts, such as rejected rows, are listed too. */
export const Manifest = z.object({
  format: z.literal(PLAN_FORMAT),
  version: z.literal(PLAN_VERSION),
  on: IsoDate,
  policy: RahyariPolicy,
  /** Of the policy by which the plan was made: that it is the policy above is for a rule to say. */
  policyFingerprint: z.string().regex(/^[0-9a-f]{16}$/, 'value.format'),
  counts: z.object({ subjects: count, staff: count, rahyars: count, gaps: count }),
  files: z.array(ManifestFile).max(100),
});
export interface Manifest extends z.infer<typeof Manifest> {}

const Decision = z.object({ rahyar: StaffId, on: IsoDate, until: IsoDate.optional() });

/** The facts about a subject that decisions rest on. Who the subject is, beyond an opaque id, is not in a plan. Days are civil days in Tehran. */
export const PlanSubject = z.object({
  id: SubjectId,
  kind: z.enum(SUBJECT_KINDS),
  openObligation: z.boolean().optional(),
  doNotContact: z.boolean().optional(),
  activeOn: IsoDate.optional(),
  contactedOn: IsoDate.optional(),
  waitingSince: IsoDate.optional(),
  dueOn: IsoDate.optional(),
  home: DivisionCode.optional(),
  work: DivisionCode.optional(),
  relations: z
    .array(z.object({ organization: AffiliatedOrganizationId, relation: z.enum([...RELATIONS, 'body']) }))
    .max(1_000)
    .optional(),
  socialLinks: z.array(StaffId).max(1_000).optional(),
  needs: z.array(KeyProcess).max(50).optional(),
  languages: z.array(Language).max(20).optional(),
  channels: z.array(Channel).max(10).optional(),
  /** Whom people have pinned it to, and whom they have ruled out, as far as it holds on the day. */
  pins: z.array(Decision).max(1_000).optional(),
  vetoes: z.array(Decision).max(1_000).optional(),
  previousRahyar: StaffId.optional(),
});
export interface PlanSubject extends z.infer<typeof PlanSubject> {}

const Named = z.object({ staff: StaffId, basis: z.enum(BASES) });
export interface Named extends z.infer<typeof Named> {}

const cause = z.enum(GAP_CAUSES).exclude(['none']);

/**
 * Who accompanies a subject. An honest plan names one primary; a list of several can be written too, so that it can be found out. `tier` is absent
 * for collectives and organisations. `gap` is why there is no dedicated rahyar, and who is told.
 */
export const PlanAssignment = z.object({
  id: SubjectId,
  tier: z.enum(PRIORITY_TIERS).optional(),
  primary: z.union([Named, z.array(Named).max(16)]).optional(),
  also: z.array(Named).max(16).optional(),
  gap: z.object({ cause, tell: StaffId.optional() }).optional(),
});
export interface PlanAssignment extends z.infer<typeof PlanAssignment> {}

/** Whom to turn to, whom first. A long worklist stands on several rows; `from` is how many subjects stand before those of the row, 0 if absent. */
export const PlanWorklist = z.object({
  staff: StaffId,
  from: count.max(0xffffffff).optional(),
  subjects: z.array(SubjectId).max(10_000),
});
export interface PlanWorklist extends z.infer<typeof PlanWorklist> {}

const Desk = { staff: StaffId, class: z.enum(SUBJECT_CLASSES) };

/** A desk, the caseload of one rahyar for one class of subjects. `price` is 0 if absent; without `relief` it is its own. See `Certificate`. */
export const PlanDesk = z.object({ ...Desk, price: count.optional(), relief: z.union([z.literal('none'), z.object(Desk)]).optional() });
export interface PlanDesk extends z.infer<typeof PlanDesk> {}

/** What proves the seats best: one row of weights, and the desks that are not as every desk is at first. */
export const PlanProof = z.union([z.object({ weights: z.object({ move: count, out: z.array(count).max(16) }) }), PlanDesk]);
export type PlanProof = z.infer<typeof PlanProof>;

/** A plan as it is written; another writer's may have no certificate. */
export type WrittenPlan = AssignmentPlan & { readonly certificate?: Certificate };

export const countsOf = (problem: AssignmentProblem, plan: AssignmentPlan): Manifest['counts'] => ({
  subjects: problem.subjects.ids.count,
  staff: problem.staff.length,
  rahyars: problem.rahyars.reduce((sum, rahyar) => sum + (rahyar === undefined ? 0 : 1), 0),
  gaps: plan.gapCause.reduce((sum, gapCause) => sum + (gapCause === 0 ? 0 : 1), 0),
});
