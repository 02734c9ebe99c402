import { RahyariOrganizationId } from '@rahyar/domain';
import * as z from 'zod';
import { IntervalUnit } from '../interval-data.ts';
import { LabelData } from '../label-data.ts';
import { ActionCode } from './action.ts';
import { Party } from './party.ts';

/** An identifier inside journey data; it is written into cases and never renamed. */
export const JourneyId = z.string().regex(/^[a-z][A-Za-z0-9]{0,63}$/, 'value.format');
export type JourneyId = z.infer<typeof JourneyId>;

/** Where something is told of: a public page, lines of the founding text (L97), or `assumed`; several are parted by semicolons. */
const JourneySource = z.string().min(1).max(200);

const Span = z.strictObject({
  unit: IntervalUnit,
  count: z.int().min(0).max(3_650),
  source: JourneySource,
});
const Task = z.strictObject({ action: ActionCode, by: Party, with: Party });
/** A task that begins only so many days after what it answers to. */
const LaterTask = Task.extend({ afterDays: z.int().min(1).max(3_650).optional() });
/** Who is asked next, and how long after. */
const Successor = z.strictObject({ party: Party, after: Span });

/** One step, in the order of the journey. With `within` it is an answer that somebody owes, counted from the step before. */
export const JourneyStep = z.strictObject({
  id: JourneyId,
  label: LabelData,
  by: Party,
  with: Party,
  /** The organisation through whose system it goes. */
  through: RahyariOrganizationId.optional(),
  within: Span.optional(),
  /** Clock times of Tehran between which the step can be taken. */
  hours: z.strictObject({ opens: z.iso.time({ precision: -1 }), closes: z.iso.time({ precision: -1 }), source: JourneySource }).optional(),
  source: JourneySource,
});
export interface JourneyStep extends z.infer<typeof JourneyStep> {}

/** What goes wrong, the state it brings about, what is done then, and who is asked next. */
export const JourneyTrouble = z.strictObject({
  id: JourneyId,
  label: LabelData,
  state: z.enum(['blocked', 'invalid', 'conflict', 'overdue', 'expired', 'lost']),
  /** Whether it can befall a completed matter too, such as a loan that was paid out. */
  afterDone: z.boolean().optional(),
  /** The prerequisites that are lacking then; for `blocked`. */
  needs: z.array(JourneyId).max(20).optional(),
  /** The field that was left empty; for `invalid`. */
  field: JourneyId.optional(),
  /** Any one of them removes what is in the way; for `conflict`. */
  remedies: z
    .array(z.strictObject({ id: JourneyId, label: LabelData }))
    .max(10)
    .optional(),
  tasks: z.array(LaterTask).min(1).max(10),
  next: Successor,
  source: JourneySource,
});
export interface JourneyTrouble extends z.infer<typeof JourneyTrouble> {}

/** Time that runs out on the member: from a start to the last day, or minute, in time. */
export const JourneyDeadline = z.strictObject({
  id: JourneyId,
  label: LabelData,
  within: Span.extend({ unit: z.enum([...Span.shape.unit.options, 'minutes']), count: z.int().min(1).max(525_600) }),
  /** Working days before the last day on which it is brought to mind; none: at once. */
  remindWorkingDaysBefore: z.array(z.int().min(0).max(100)).max(10),
  reminder: Task,
  /** What missing it brings about. */
  missed: z.strictObject({ state: z.enum(['lost', 'expired']), tasks: z.array(Task).min(1).max(10) }),
  source: JourneySource,
});
export interface JourneyDeadline extends z.infer<typeof JourneyDeadline> {}

/** A member's way through a key process (L97) or a matter of a partner organisation, as data. Arrays are in order: of steps, of precedence. */
export const Journey = z.strictObject({
  id: JourneyId,
  label: LabelData,
  /** `competence` is a skill of the rahyar, `transaction` a matter of the member. */
  nature: z.enum(['competence', 'transaction']),
  prerequisites: z.array(JourneyId).max(20),
  steps: z.array(JourneyStep).min(1).max(30),
  /** The step that is the request: a case that knows the day of its request has taken the steps up to this one. */
  request: JourneyId,
  /** Whom to ask when an answer stays away that no rahyari organisation owes, or how to learn. */
  askNext: Party,
  /** Who is asked when that does not help, counted from the day the answer was due. */
  escalation: Successor,
  /** How long the result holds, where it ends by itself, and how long before its end it is brought to mind. */
  renewal: z.strictObject({ validFor: Span.optional(), remindBefore: Span }).optional(),
  deadlines: z.array(JourneyDeadline).max(10),
  troubles: z.array(JourneyTrouble).max(30),
  leadsTo: JourneyId.optional(),
  source: JourneySource,
});
export interface Journey extends z.infer<typeof Journey> {}
