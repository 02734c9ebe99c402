import * as z from 'zod';
import { IsoDate } from './civil-time.ts';
import { StaffId, SubjectId } from './ids.ts';

const directive = {
  subject: SubjectId,
  rahyar: StaffId,
  /** Who decided. */
  by: StaffId,
  /** The first day on which it holds. */
  on: IsoDate,
  /** The last day on which it holds; without one it holds until it is taken back. */
  until: IsoDate.optional(),
  /** For people to read; decisions do not look at it, and logs never carry it. */
  reason: z.string().min(1).max(200),
};
const isPeriod = ({ on, until }: { on: string; until?: string | undefined }): boolean => until === undefined || on <= until;

/** A person's decision that a rahyar is to accompany a subject: the subject's only seat is there. */
export const Pin = z.strictObject(directive).refine(isPeriod, { error: 'value.inconsistent' });
export interface Pin extends z.infer<typeof Pin> {}

/** A person's decision that a rahyar is not to accompany a subject, in no role. */
export const Veto = z.strictObject(directive).refine(isPeriod, { error: 'value.inconsistent' });
export interface Veto extends z.infer<typeof Veto> {}

/** What people have decided about single subjects, whatever the policy says. Days outside their period they do nothing. */
export const Directives = z.strictObject({
  version: z.literal(1),
  pins: z.array(Pin).max(10_000),
  vetoes: z.array(Veto).max(10_000),
});
export interface Directives extends z.infer<typeof Directives> {}

export const NO_DIRECTIVES: Directives = { version: 1, pins: [], vetoes: [] };

/** Whether a decision holds on a day; its first and last days are included. */
export const holdsOn = ({ on, until }: Pick<Pin, 'on' | 'until'>, day: IsoDate): boolean =>
  on <= day && (until === undefined || day <= until);
