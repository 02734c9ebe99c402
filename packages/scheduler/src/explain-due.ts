import { type Label, PRIORITY_TIER_TERMS, toPersianDigits } from '@rahyar/domain';
import { BUSINESS_DAY_CONVENTION_LABELS } from './business-day-convention.ts';
import { WEEKDAY_LABELS } from './epoch-day.ts';
import type { Due, DueStep } from './follow-up-plan.ts';
import { INTERVAL_UNIT_LABELS, type Interval } from './interval.ts';
import { formatJalali, formatJalaliLong, type Language } from './jalali-text.ts';
import { HOLIDAY_LABELS, HOLIDAY_STATUS_LABELS } from './public-holiday.ts';
import type { DayOffReason } from './working-calendar.ts';

/** Words the trace of a due day, a sentence a line. For reading; nothing parses it back. */
export function explainDue(due: Due, language: Language): string {
  const { opens, closes } = due.window;
  const window: Label = {
    fa: `بازهٔ تماس از ${formatJalali(opens, 'fa')} تا ${formatJalali(closes, 'fa')} است.`,
    en: `The window runs from ${formatJalali(opens, 'en')} to ${formatJalali(closes, 'en')}.`,
  };
  const calendar: Label = {
    fa: `تعطیلی‌هایی که این روز بر آن‌ها تکیه دارد: ${HOLIDAY_STATUS_LABELS[due.confidence].fa}.`,
    en: `The holidays that the day rests on: ${HOLIDAY_STATUS_LABELS[due.confidence].en}.`,
  };
  return [...due.trace.map((step) => sentenceOf(step)), window, calendar].map((sentence) => sentence[language]).join('\n');
}

function sentenceOf(step: DueStep): Label {
  const [fa, en] = [formatJalaliLong(step.day, 'fa'), formatJalaliLong(step.day, 'en')];
  switch (step.step) {
    case 'countedFrom':
      return step.basis === 'lastContact'
        ? { fa: `آخرین تماس ${fa} بوده است.`, en: `The last contact was on ${en}.` }
        : { fa: `از ${fa} در انتظار است.`, en: `The subject has waited since ${en}.` };
    case 'neverContacted':
      return { fa: `تاکنون تماسی ثبت نشده است؛ موعد، امروز ${fa} است.`, en: `No contact is recorded; it is due today, ${en}.` };
    case 'intervalAdded': {
      const tier = PRIORITY_TIER_TERMS[step.tier];
      const [faEvery, enEvery] = [intervalText(step.every, 'fa'), intervalText(step.every, 'en')];
      return { fa: `موعد ${faEvery} پس از آن است، ${fa} (${tier.fa}).`, en: `It is due ${enEvery} later, on ${en} (${tier.en}).` };
    }
    case 'overdue':
      return {
        fa: toPersianDigits(`${step.days} روز از موعد گذشته است؛ از امروز، ${fa}، برنامه‌ریزی می‌شود.`),
        en: `That was ${step.days} days ago; it is planned from today, ${en}.`,
      };
    case 'moved': {
      const convention = BUSINESS_DAY_CONVENTION_LABELS[step.convention];
      return {
        fa: `آن روز کاری نیست (${reasonsText(step.because, 'fa')})؛ به ${fa} می‌رود (${convention.fa}).`,
        en: `That is not a working day (${reasonsText(step.because, 'en')}); it moves to ${en} (${convention.en}).`,
      };
    }
  }
}

const intervalText = ({ unit, count }: Interval, language: Language): string =>
  `${language === 'fa' ? toPersianDigits(String(count)) : count} ${INTERVAL_UNIT_LABELS[unit][language]}`;

const reasonsText = (reasons: readonly DayOffReason[], language: Language): string =>
  reasons.map((reason) => reasonLabel(reason)[language]).join(language === 'fa' ? '، ' : ', ');

function reasonLabel(reason: DayOffReason): Label {
  if (reason.kind === 'weekly') return WEEKDAY_LABELS[reason.weekday];
  return reason.kind === 'holiday' ? HOLIDAY_LABELS[reason.key] : reason.reason;
}
