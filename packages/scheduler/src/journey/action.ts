import type { Label, RahyariActivity } from '@rahyar/domain';
import { ok, type Result } from 'neverthrow';
import * as z from 'zod';
import type { CalendarError } from '../calendar-error.ts';
import type { EpochDay } from '../epoch-day.ts';
import type { HolidayStatus } from '../public-holiday.ts';
import { confidenceBetween, type WorkingCalendar, workingDayFrom } from '../working-calendar.ts';
import type { Party } from './party.ts';

/** What is to be done; each belongs to one of the six activities (L117). `does` says it of whoever does it, `{with}` being with whom. */
export const ACTIONS = {
  guideToStart: {
    activity: 'guidance',
    fa: 'راهنمایی برای آغاز',
    en: 'guide to the start',
    does: { fa: '{with} را برای آغاز راهنمایی می‌کند', en: 'guides {with} to the start' },
  },
  guideToStep: {
    activity: 'guidance',
    fa: 'راهنمایی برای گام بعد',
    en: 'guide to the next step',
    does: { fa: '{with} را برای گام بعد راهنمایی می‌کند', en: 'guides {with} to the next step' },
  },
  guideToPrerequisites: {
    activity: 'guidance',
    fa: 'راهنمایی برای گرفتن پیش‌نیازها',
    en: 'guide to the prerequisites',
    does: { fa: '{with} را برای گرفتن پیش‌نیازها راهنمایی می‌کند', en: 'guides {with} to the prerequisites' },
  },
  guideToCorrection: {
    activity: 'guidance',
    fa: 'راهنمایی برای درست‌کردن داده‌ها',
    en: 'guide to correcting the data',
    does: { fa: '{with} را برای درست‌کردن داده‌ها راهنمایی می‌کند', en: 'guides {with} to correcting the data' },
  },
  guideToRemedy: {
    activity: 'guidance',
    fa: 'راهنمایی برای برداشتن مانع',
    en: 'guide to a remedy for what stands in the way',
    does: { fa: '{with} را برای برداشتن مانع راهنمایی می‌کند', en: 'guides {with} to a remedy for what stands in the way' },
  },
  guideToMastery: {
    activity: 'guidance',
    fa: 'آموزش این مهارت',
    en: 'teach this competence',
    does: { fa: 'این مهارت را به {with} می‌آموزد', en: 'teaches {with} this competence' },
  },
  tellOpening: {
    activity: 'guidance',
    fa: 'گفتن زمان باز شدن سامانه',
    en: 'tell when the service opens',
    does: { fa: 'زمان باز شدن سامانه را به {with} می‌گوید', en: 'tells {with} when the service opens' },
  },
  registerAgain: {
    activity: 'guidance',
    fa: 'راهنمایی برای ثبت دوباره',
    en: 'guide to registering again',
    does: { fa: '{with} را برای ثبت دوباره راهنمایی می‌کند', en: 'guides {with} to registering again' },
  },
  renew: {
    activity: 'guidance',
    fa: 'راهنمایی برای گرفتن دوباره',
    en: 'guide to getting it anew',
    does: { fa: '{with} را برای گرفتن دوباره راهنمایی می‌کند', en: 'guides {with} to getting it anew' },
  },
  counsel: {
    activity: 'consultation',
    fa: 'مشاوره دربارهٔ راه‌های دیگر',
    en: 'counsel on other ways',
    does: { fa: 'دربارهٔ راه‌های دیگر به {with} مشاوره می‌دهد', en: 'counsels {with} on other ways' },
  },
  takeStep: {
    activity: 'coordination',
    fa: 'انجام گام بعد',
    en: 'take the next step',
    does: { fa: 'با {with} گام بعد را برمی‌دارد', en: 'takes the next step with {with}' },
  },
  settle: {
    activity: 'coordination',
    fa: 'هماهنگی برای حل اختلاف',
    en: 'settle it between the two sides',
    does: { fa: 'با {with} برای حل موضوع هماهنگ می‌کند', en: 'settles it with {with}' },
  },
  askForAnswer: {
    activity: 'followUp',
    fa: 'پیگیری پاسخ',
    en: 'ask for the answer',
    does: { fa: 'پاسخ را پیگیری می‌کند و به {with} خبر می‌دهد', en: 'asks for the answer and tells {with}' },
  },
  askToGoOn: {
    activity: 'followUp',
    fa: 'پیگیری برای ادامهٔ کار نیمه‌تمام',
    en: 'ask to go on with what was begun',
    does: { fa: 'ادامهٔ کار نیمه‌تمام را با {with} پیگیری می‌کند', en: 'asks {with} to go on with what was begun' },
  },
  askGuarantorToSign: {
    activity: 'followUp',
    fa: 'پیگیری امضا با ضامن',
    en: 'ask the guarantor to sign',
    does: { fa: 'امضا را با {with} پیگیری می‌کند', en: 'asks {with} to sign' },
  },
  askToPay: {
    activity: 'followUp',
    fa: 'پیگیری قسط عقب‌افتاده با عضو',
    en: 'ask about the overdue instalment',
    does: { fa: 'پرداخت قسط را با {with} پیگیری می‌کند', en: 'asks {with} about the instalment' },
  },
  followPartnerSide: {
    activity: 'followUp',
    fa: 'پیگیری در سازمان رهیاری',
    en: 'follow up at the rahyari organisation',
    does: { fa: 'کار را در سازمان پیگیری می‌کند و به {with} خبر می‌دهد', en: 'follows the matter up at the organisation and tells {with}' },
  },
  followBankSide: {
    activity: 'followUp',
    fa: 'پیگیری در بانک',
    en: 'follow up at the bank',
    does: { fa: 'کار را در بانک پیگیری می‌کند و به {with} خبر می‌دهد', en: 'follows the matter up at the bank and tells {with}' },
  },
  followLegalSide: {
    activity: 'followUp',
    fa: 'پیگیری حقوقی',
    en: 'follow up the legal side',
    does: { fa: 'سوی حقوقی کار را پیگیری می‌کند و به {with} خبر می‌دهد', en: 'follows up the legal side and tells {with}' },
  },
  remindOfDeadline: {
    activity: 'followUp',
    fa: 'یادآوری مهلت',
    en: 'remind of the deadline',
    does: { fa: 'مهلت را به {with} یادآوری می‌کند', en: 'reminds {with} of the deadline' },
  },
  remindOfRenewal: {
    activity: 'followUp',
    fa: 'یادآوری تمدید',
    en: 'remind of the renewal',
    does: { fa: 'تمدید را به {with} یادآوری می‌کند', en: 'reminds {with} of the renewal' },
  },
  raise: {
    activity: 'followUp',
    fa: 'پیگیری از جایگاه بالاتر',
    en: 'take it up a level higher',
    does: { fa: 'کار را از جایگاه خود پیگیری می‌کند و به {with} خبر می‌دهد', en: 'takes the matter up and tells {with}' },
  },
  accompany: {
    activity: 'accompaniment',
    fa: 'همراهی',
    en: 'accompany',
    does: { fa: '{with} را همراهی می‌کند', en: 'stays beside {with}' },
  },
} as const satisfies Record<string, Label & { activity: RahyariActivity; does: Label }>;
export const ActionCode = z.enum(Object.keys(ACTIONS) as [keyof typeof ACTIONS, ...(keyof typeof ACTIONS)[]]);
export type ActionCode = z.infer<typeof ActionCode>;

/** What is to be done by whom and with whom, not yet dated. */
export type Task = { readonly action: ActionCode; readonly by: Party; readonly with: Party };

export type Action = {
  readonly code: ActionCode;
  readonly activity: RahyariActivity;
  readonly by: Party;
  readonly with: Party;
  /** Today for guidance and consultation, which are given when asked for; otherwise a working day, never before today. */
  readonly on: EpochDay;
  /** The least sure holiday that the day rests on. */
  readonly confidence: HolidayStatus;
};

/** The moment at which a journey is looked at. */
export type JourneyDay = { readonly today: EpochDay; readonly calendar: WorkingCalendar };

/** Dates a task: on the first working day from a day on, or from today when that day is past; guidance and consultation today. */
export function actFrom(
  day: EpochDay,
  { action: code, by, with: with_ }: Task,
  { today, calendar }: JourneyDay,
): Result<Action, CalendarError> {
  const { activity } = ACTIONS[code];
  const undated = { code, activity, by, with: with_ };
  if (activity === 'guidance' || activity === 'consultation') return ok({ ...undated, on: today, confidence: 'fixed' });
  const start = day > today ? day : today;
  return workingDayFrom(calendar, start).map((on) => ({ ...undated, on, confidence: confidenceBetween(calendar, start, on) }));
}
