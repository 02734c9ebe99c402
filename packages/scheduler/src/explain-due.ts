import { type Label, PRIORITY_TIER_TERMS, toPersianDigits } from '@rahyar/domain';
import { BUSINESS_DAY_CONVENTION_LABELS } from './business-day-convention.ts';
import type { Due, DueStep } from './due.ts';
import { WEEKDAY_LABELS } from './epoch-day.ts';
import { INTERVAL_UNIT_LABELS, type Interval } from './interval.ts';
import { formatJalali, formatJalaliLong, type Language } from './jalali-text.ts';
import { HOLIDAY_LABELS, HOLIDAY_STATUS_LABELS } from './public-holiday.ts';
import type { DayOffReason } from './working-calendar.ts';

/**
 * Words the trace of a due day, a sentence a line. For reading; nothing parses it back. `names` are the words for the facts that rules count
 * from, such as `anchorLabels` gives; a fact without one is told by its name.
 */
export function explainDue(due: Due, language: Language, names: Readonly<Record<string, Label>> = {}): string {
  const { opens, closes } = due.window;
  const window: Label = {
    fa: `بازهٔ کار از ${formatJalali(opens, 'fa')} تا ${formatJalali(closes, 'fa')} است.`,
    en: `The window runs from ${formatJalali(opens, 'en')} to ${formatJalali(closes, 'en')}.`,
  };
  const calendar: Label = {
    fa: `تعطیلی‌هایی که این روز بر آن‌ها تکیه دارد: ${HOLIDAY_STATUS_LABELS[due.confidence].fa}.`,
    en: `The holidays that the day rests on: ${HOLIDAY_STATUS_LABELS[due.confidence].en}.`,
  };
  return [...due.trace.map((step) => sentenceOf(step, names)), window, calendar].map((sentence) => sentence[language]).join('\n');
}

function sentenceOf(step: DueStep, names: Readonly<Record<string, Label>>): Label {
  const [fa, en] = [formatJalaliLong(step.day, 'fa'), formatJalaliLong(step.day, 'en')];
  switch (step.step) {
    case 'countedFrom':
      return countedFromText(step.basis, { fa, en }, names);
    case 'neverContacted':
      return { fa: `تاکنون تماسی ثبت نشده است؛ موعد، امروز ${fa} است.`, en: `No contact is recorded; it is due today, ${en}.` };
    case 'intervalAdded': {
      const tier = step.tier === undefined ? undefined : PRIORITY_TIER_TERMS[step.tier];
      const [faEvery, enEvery] = [intervalText(step.every, step.times, 'fa'), intervalText(step.every, step.times, 'en')];
      return {
        fa: `موعد ${faEvery} است، ${fa}${tier === undefined ? '' : ` (${tier.fa})`}.`,
        en: `It is due ${enEvery}, on ${en}${tier === undefined ? '' : ` (${tier.en})`}.`,
      };
    }
    case 'recurred':
      return step.holiday === undefined
        ? { fa: `نوبت آن ${fa} است.`, en: `Its turn is on ${en}.` }
        : {
            fa: `نوبت آن ${fa} است، به‌حساب ${HOLIDAY_LABELS[step.holiday.key].fa} در ${formatJalaliLong(step.holiday.day, 'fa')}.`,
            en: `Its turn is on ${en}, by ${HOLIDAY_LABELS[step.holiday.key].en} on ${formatJalaliLong(step.holiday.day, 'en')}.`,
          };
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

function countedFromText(basis: string, { fa, en }: Label, names: Readonly<Record<string, Label>>): Label {
  if (basis === 'lastContact') return { fa: `آخرین تماس ${fa} بوده است.`, en: `The last contact was on ${en}.` };
  if (basis === 'waitingSince') return { fa: `از ${fa} در انتظار است.`, en: `The subject has waited since ${en}.` };
  const name = names[basis] ?? { fa: basis, en: basis };
  return { fa: `مبنا «${name.fa}» است: ${fa}.`, en: `Counted from “${name.en}”: ${en}.` };
}

/** `۳ روز کاری پس از آن`, `3 working days later`; several at once are told as such. */
function intervalText({ unit, count }: Interval, times: number, language: Language): string {
  const label = INTERVAL_UNIT_LABELS[unit][language];
  const each = `${language === 'fa' ? toPersianDigits(String(Math.abs(count))) : Math.abs(count)} ${label}`;
  if (count === 0 || times === 0) return language === 'fa' ? 'همان روز' : 'on that day';
  const often = times === 1 ? each : language === 'fa' ? `${toPersianDigits(String(times))} بار ${each}` : `${times} times ${each}`;
  return language === 'fa' ? `${often} ${count < 0 ? 'پیش' : 'پس'} از آن` : `${often} ${count < 0 ? 'earlier' : 'later'}`;
}

const reasonsText = (reasons: readonly DayOffReason[], language: Language): string =>
  reasons.map((reason) => reasonLabel(reason)[language]).join(language === 'fa' ? '، ' : ', ');

function reasonLabel(reason: DayOffReason): Label {
  if (reason.kind === 'weekly') return WEEKDAY_LABELS[reason.weekday];
  return reason.kind === 'holiday' ? HOLIDAY_LABELS[reason.key] : reason.reason;
}
