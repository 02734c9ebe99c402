import * as z from 'zod';
import { IsoDate } from './civil-time.ts';
import { CaseId, FollowUpId, RahyariOrganizationId, ReferralId, StaffId, SubjectId } from './ids.ts';
import { KeyProcess } from './key-process.ts';
import type { Term } from './label.ts';

export const CASE_STATES = ['open', 'waitingForSubject', 'waitingForPartner', 'resolved', 'lost'] as const;
export const CaseState = z.enum(CASE_STATES);
export type CaseState = z.infer<typeof CaseState>;

export const CASE_STATE_TERMS = {
  open: { fa: 'باز', en: 'open', source: 'assumed' },
  waitingForSubject: { fa: 'در انتظار عضو', en: 'waiting for the subject', source: 'assumed' },
  waitingForPartner: { fa: 'در انتظار سازمان رهیاری', en: 'waiting for the partner', source: 'assumed' },
  resolved: { fa: 'به نتیجه رسیده', en: 'resolved', source: 'assumed' },
  lost: { fa: 'از دست رفته، باید دوباره ثبت شود', en: 'lost, to be registered again', source: 'assumed' },
} as const satisfies Record<CaseState, Term>;

/** One matter of one subject in one key process, from opening to outcome (L97, L117). */
export const Case = z.strictObject({ id: CaseId, subject: SubjectId, process: KeyProcess, openedOn: IsoDate, state: CaseState });
export interface Case extends z.infer<typeof Case> {}

export const FOLLOW_UP_STATES = [
  'scheduled',
  'due',
  'inProgress',
  'waitingForPartner',
  'waitingForMember',
  'snoozed',
  'done',
  'missed',
  'escalated',
  'cancelled',
] as const;
export const FollowUpState = z.enum(FOLLOW_UP_STATES);
export type FollowUpState = z.infer<typeof FollowUpState>;

export const FOLLOW_UP_STATE_TERMS = {
  scheduled: { fa: 'زمان‌بندی‌شده', en: 'scheduled', source: 'assumed' },
  due: { fa: 'سررسیده', en: 'due', source: 'assumed' },
  inProgress: { fa: 'در دست انجام', en: 'in progress', source: 'assumed' },
  waitingForPartner: { fa: 'در انتظار سازمان رهیاری', en: 'waiting for the partner', source: 'assumed' },
  waitingForMember: { fa: 'در انتظار عضو', en: 'waiting for the member', source: 'assumed' },
  snoozed: { fa: 'به بعد افتاده', en: 'snoozed', source: 'assumed' },
  done: { fa: 'انجام‌شده', en: 'done', source: 'assumed' },
  missed: { fa: 'از موعد گذشته', en: 'missed', source: 'assumed' },
  escalated: { fa: 'ارجاع‌شده به بالا', en: 'escalated', source: 'assumed' },
  cancelled: { fa: 'لغوشده', en: 'cancelled', source: 'assumed' },
} as const satisfies Record<FollowUpState, Term>;

/** A dated step of the rahyar, or of the support officer, with a subject (L117 "پیگیری"). `dueOn` is a civil day in Tehran. */
export const FollowUp = z.strictObject({
  id: FollowUpId,
  subject: SubjectId,
  responsible: StaffId,
  rule: z.string().regex(/^[a-zA-Z][a-zA-Z0-9.]{0,63}$/, 'value.format'),
  process: KeyProcess.optional(),
  dueOn: IsoDate,
  state: FollowUpState,
});
export interface FollowUp extends z.infer<typeof FollowUp> {}

export const REFERRAL_STATES = ['created', 'sent', 'accepted', 'declined', 'completed'] as const;
export const ReferralState = z.enum(REFERRAL_STATES);
export type ReferralState = z.infer<typeof ReferralState>;

export const REFERRAL_STATE_TERMS = {
  created: { fa: 'ساخته‌شده', en: 'created', source: 'assumed' },
  sent: { fa: 'فرستاده‌شده', en: 'sent', source: 'assumed' },
  accepted: { fa: 'پذیرفته‌شده', en: 'accepted', source: 'assumed' },
  declined: { fa: 'پذیرفته‌نشده', en: 'declined', source: 'assumed' },
  completed: { fa: 'به نتیجه رسیده', en: 'completed', source: 'assumed' },
} as const satisfies Record<ReferralState, Term>;

/** Who a referral goes to: a rahyari organisation, or the secretariat itself (core identifiers, membership of the association). */
export const ReferralPartner = z.union([RahyariOrganizationId, z.literal('secretariat')]);
export type ReferralPartner = z.infer<typeof ReferralPartner>;

/**
 * A matter handed to a partner, followed there by a support officer (L59). Its id and idempotency key are made and stored before
 * sending, and resent unchanged.
 */
export const Referral = z.strictObject({
  id: ReferralId,
  subject: SubjectId,
  rahyar: StaffId,
  partner: ReferralPartner,
  process: KeyProcess,
  idempotencyKey: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/, 'value.format'),
  createdOn: IsoDate,
  state: ReferralState,
});
export interface Referral extends z.infer<typeof Referral> {}
