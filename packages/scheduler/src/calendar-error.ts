import type { Label } from '@rahyar/domain';
import { ICALENDAR_ERROR_LABELS } from './icalendar/icalendar-error.ts';

/** What the scheduler cannot answer, as stable codes. A code, once published, keeps its meaning for ever. */
export const CALENDAR_ERROR_LABELS = {
  'date.format': { fa: 'قالب تاریخ درست نیست', en: 'the date has the wrong format' },
  'date.notInCalendar': { fa: 'چنین روزی در تقویم نیست', en: 'there is no such day in the calendar' },
  'date.outOfRange': { fa: 'تاریخ بیرون از سال‌های ۱۳۰۴ تا ۱۴۹۸ است', en: 'the date is outside the years 1304 to 1498' },
  'date.unsettled': { fa: 'دربارهٔ آن سال نه جدولی هست و نه قاعده‌ای همگانی', en: 'no table and no agreed rule covers the year' },
  'month.tooShort': { fa: 'آن ماه چنین روزی ندارد', en: 'the month has no such day' },
  'lunarDate.notCovered': { fa: 'ماه‌های قمری شناخته این روز را نمی‌پوشانند', en: 'the known lunar months do not cover the day' },
  'lunarMonth.wrongLength': { fa: 'ماه قمری ۲۹ یا ۳۰ روز دارد', en: 'a lunar month has 29 or 30 days' },
  'count.notInteger': { fa: 'شمار باید عدد درست باشد', en: 'a count must be a whole number' },
  'time.format': { fa: 'قالب ساعت درست نیست', en: 'the time of day has the wrong format' },
  'recurrence.calendarNeeded': {
    fa: 'تکرار بر پایهٔ تعطیلی به تقویم کاری نیاز دارد',
    en: 'a recurrence by holiday needs a working calendar',
  },
  'time.outOfRange': { fa: 'ساعت از ۰۰:۰۰ تا ۲۳:۵۹ است', en: 'a time of day is from 00:00 to 23:59' },
  'time.skipped': { fa: 'ساعت جلو کشیده شد و آن زمان نیامد', en: 'the clock was put forward past that time' },
  'time.repeated': { fa: 'ساعت عقب کشیده شد و آن زمان دو بار آمد', en: 'the clock was put back and showed that time twice' },
  'workingCalendar.notCovered': { fa: 'تقویم کاری این روز را نمی‌پوشاند', en: 'the working calendar does not cover the day' },
  'workingCalendar.inconsistent': {
    fa: 'داده‌های تقویم کاری با هم نمی‌خوانند',
    en: 'the data of the working calendar contradict each other',
  },
  'journey.unknown': { fa: 'چنین مسیری شناخته نیست', en: 'there is no such journey' },
  'journey.unknownFact': {
    fa: 'این مسیر چنین گام، مشکل یا مهلتی ندارد',
    en: 'the journey has no such step, trouble or deadline',
  },
  'count.tooSmall': { fa: 'شمار کوچک‌تر از اندازهٔ مجاز است', en: 'the count is too small' },
  'range.reversed': { fa: 'بازه پیش از آغازش پایان می‌یابد', en: 'a range ends before it begins' },
  'range.overlap': { fa: 'بازه‌ها روی هم می‌افتند', en: 'ranges of days overlap' },
  'periods.notAscending': { fa: 'دوره‌ها به ترتیب زمان نیستند', en: 'the periods are not in order of time' },
  'periods.beginLate': { fa: 'نخستین دوره پس از آغاز تقویم آغاز می‌شود', en: 'the first period begins after the calendar does' },
  'span.outsideDay': { fa: 'ساعت بیرون از شبانه‌روز است', en: 'hours lie outside the day' },
  'span.reversed': { fa: 'ساعت پایان پس از ساعت آغاز نیست', en: 'hours end before they begin' },
  'span.overlap': { fa: 'ساعت‌ها روی هم می‌افتند', en: 'hours overlap' },
  'closure.notProvince': { fa: 'جای تعطیلی استان نیست', en: 'the place of a closure is not a province' },
  'roster.emptyCycle': { fa: 'چرخهٔ نوبت‌ها خالی است', en: 'a rotation has no days' },
  'roster.unknownShift': { fa: 'چنین نوبتی تعریف نشده است', en: 'a rotation names a shift that does not exist' },
  'roster.duplicateShift': { fa: 'دو نوبت یک شناسه دارند', en: 'two shifts have one id' },
  'roster.crewOnTwoShifts': { fa: 'یک گروه هم‌زمان در دو نوبت است', en: 'a crew is on two shifts at once' },
  'announcement.duplicateId': { fa: 'شناسهٔ اعلان تکراری است', en: 'two announcements have one id' },
  'announcement.nothingToChange': { fa: 'آنچه اعلان تغییر می‌دهد وجود ندارد', en: 'what an announcement changes does not exist' },
  'sla.outOfOrder': { fa: 'رویدادها به ترتیب زمان نیستند', en: 'the events are not in order of time' },
  'sla.alreadyPaused': { fa: 'زمان‌سنجی از پیش متوقف است', en: 'the clock is paused already' },
  'sla.notPaused': { fa: 'زمان‌سنجی متوقف نیست', en: 'the clock is not paused' },
  'sla.notStarted': { fa: 'زمان‌سنجی هنوز آغاز نشده است', en: 'the clock has not started yet' },
  ...ICALENDAR_ERROR_LABELS,
} as const satisfies Record<string, Label>;

export type CalendarErrorCode = keyof typeof CALENDAR_ERROR_LABELS;

/** A question about time that has no answer here. It holds no part of the input. Retrying does not help. */
export type CalendarError = { readonly kind: 'calendarError'; readonly code: CalendarErrorCode };

export const calendarError = (code: CalendarErrorCode): CalendarError => ({ kind: 'calendarError', code });
