import type { Label } from '@rahyar/domain';

/** What the scheduler cannot answer, as stable codes. A code, once published, keeps its meaning for ever. */
export const CALENDAR_ERROR_LABELS = {
  'date.format': { fa: 'قالب تاریخ درست نیست', en: 'the date has the wrong format' },
  'date.notInCalendar': { fa: 'چنین روزی در تقویم نیست', en: 'there is no such day in the calendar' },
  'date.outOfRange': { fa: 'تاریخ بیرون از سال‌های ۱۳۰۴ تا ۱۴۹۸ است', en: 'the date is outside the years 1304 to 1498' },
  'count.notInteger': { fa: 'شمار باید عدد درست باشد', en: 'a count must be a whole number' },
  'time.format': { fa: 'قالب ساعت درست نیست', en: 'the time of day has the wrong format' },
  'workingCalendar.notCovered': { fa: 'تقویم کاری این روز را نمی‌پوشاند', en: 'the working calendar does not cover the day' },
  'workingCalendar.inconsistent': {
    fa: 'داده‌های تقویم کاری با هم نمی‌خوانند',
    en: 'the data of the working calendar contradict each other',
  },
} as const satisfies Record<string, Label>;

export type CalendarErrorCode = keyof typeof CALENDAR_ERROR_LABELS;

/** A question about time that has no answer here. It holds no part of the input. Retrying does not help. */
export type CalendarError = { readonly kind: 'calendarError'; readonly code: CalendarErrorCode };

export const calendarError = (code: CalendarErrorCode): CalendarError => ({ kind: 'calendarError', code });
