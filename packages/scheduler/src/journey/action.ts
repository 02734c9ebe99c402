import type { Label, RahyariActivity } from '@rahyar/domain';
import type { Result } from 'neverthrow';
import type { CalendarError } from '../calendar-error.ts';
import type { EpochDay } from '../epoch-day.ts';
import type { HolidayStatus } from '../public-holiday.ts';
import { confidenceBetween, type WorkingCalendar, workingDayFrom } from '../working-calendar.ts';
import type { Party } from './party.ts';

/** What is to be done; each belongs to one of the six activities (L117). */
export const ACTIONS = {
  guideToStart: { activity: 'guidance', fa: 'راهنمایی برای آغاز', en: 'guide to the start' },
  guideToPrerequisites: { activity: 'guidance', fa: 'راهنمایی برای گرفتن پیش‌نیازها', en: 'guide to the prerequisites' },
  guideToCorrection: { activity: 'guidance', fa: 'راهنمایی برای درست‌کردن داده‌ها', en: 'guide to correcting the data' },
  guideToRemedy: {
    activity: 'guidance',
    fa: 'راهنمایی برای بستن یا حذف پیش‌نویس باز',
    en: 'guide to finalising or cancelling the open draft',
  },
  guideToMastery: { activity: 'guidance', fa: 'آموزش این مهارت', en: 'learn this competence' },
  tellOpening: { activity: 'guidance', fa: 'گفتن زمان باز شدن سامانه', en: 'tell when the service opens' },
  askForAnswer: { activity: 'followUp', fa: 'پیگیری پاسخ', en: 'ask for the answer' },
  askGuarantorToSign: { activity: 'followUp', fa: 'پیگیری امضا با ضامن', en: 'ask the guarantor to sign' },
  askToPay: { activity: 'followUp', fa: 'پیگیری قسط عقب‌افتاده با عضو', en: 'ask about the overdue instalment' },
  followBankSide: { activity: 'followUp', fa: 'پیگیری در بانک', en: 'follow up at the bank' },
  followLegalSide: { activity: 'followUp', fa: 'پیگیری حقوقی', en: 'follow up the legal side' },
  remindOfDeadline: { activity: 'followUp', fa: 'یادآوری مهلت', en: 'remind of the deadline' },
  remindOfRenewal: { activity: 'followUp', fa: 'یادآوری تمدید', en: 'remind of the renewal' },
  registerAgain: { activity: 'guidance', fa: 'از دست رفت؛ دوباره ثبت شود', en: 'lost; register again' },
  accompany: { activity: 'accompaniment', fa: 'همراهی', en: 'accompany' },
} as const satisfies Record<string, Label & { activity: RahyariActivity }>;
export type ActionCode = keyof typeof ACTIONS;

export type Action = {
  readonly code: ActionCode;
  readonly activity: RahyariActivity;
  readonly by: Party;
  readonly with: Party;
  /** Today for guidance, which is given when asked for; otherwise a working day, never before today. */
  readonly on: EpochDay;
  /** The least sure holiday that the day rests on. */
  readonly confidence: HolidayStatus;
};

/** The moment at which a journey is looked at. */
export type JourneyDay = { readonly today: EpochDay; readonly calendar: WorkingCalendar };

/** What is done at once. */
export const actToday = (code: ActionCode, by: Party, with_: Party, { today }: JourneyDay): Action => ({
  code,
  activity: ACTIONS[code].activity,
  by,
  with: with_,
  on: today,
  confidence: 'fixed',
});

/** What is done on the first working day from a day on, or from today when that day is past. */
export function actFrom(
  day: EpochDay,
  code: ActionCode,
  by: Party,
  with_: Party,
  { today, calendar }: JourneyDay,
): Result<Action, CalendarError> {
  const start = day > today ? day : today;
  return workingDayFrom(calendar, start).map((on) => ({
    code,
    activity: ACTIONS[code].activity,
    by,
    with: with_,
    on,
    confidence: confidenceBetween(calendar, start, on),
  }));
}
