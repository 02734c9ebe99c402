import { type Label, toPersianDigits } from '@rahyar/domain';
import { WEEKDAY_LABELS } from '../epoch-day.ts';
import { formatJalali, JALALI_MONTH_LABELS, type Language } from '../jalali-text.ts';
import { MONTH_END_LABELS } from '../month-end.ts';
import { HOLIDAY_LABELS } from '../public-holiday.ts';
import type { Frequency, HolidayRecurrence, PeriodicRecurrence, Recurrence, WeekdayOfMonth } from './recurrence.ts';

/** Words a rule, without its first day: `هر ماه، روز آخر` or `every month, on the last day`. For reading; nothing parses it back. */
export function recurrenceText(rule: Recurrence, language: Language): string {
  const days = rule.frequency === 'holiday' ? [holidayLabel(rule)] : periodicLabels(rule);
  const text = [days, monthEndLabels(rule), limitLabels(rule)]
    .filter((labels) => labels.length > 0)
    .map((labels) => labels.map((label) => label[language]).join(language === 'fa' ? '، ' : ', '))
    .join(language === 'fa' ? '؛ ' : '; ');
  return language === 'fa' ? toPersianDigits(text) : text;
}

const SPAN_LABELS = {
  daily: { fa: 'روز', en: 'day' },
  weekly: { fa: 'هفته', en: 'week' },
  monthly: { fa: 'ماه', en: 'month' },
  yearly: { fa: 'سال', en: 'year' },
} as const satisfies Record<Frequency, Label>;

const ORDINAL_LABELS = [
  { fa: 'نخستین', en: 'first' },
  { fa: 'دومین', en: 'second' },
  { fa: 'سومین', en: 'third' },
  { fa: 'چهارمین', en: 'fourth' },
  { fa: 'پنجمین', en: 'fifth' },
] as const satisfies readonly Label[];

const periodicLabels = (rule: PeriodicRecurrence): Label[] => [
  everyLabel(rule),
  ...dayLabels(rule),
  ...weekdayLabels(rule),
  ...monthLabels(rule),
];

function everyLabel({ frequency, interval }: PeriodicRecurrence): Label {
  const { fa, en } = SPAN_LABELS[frequency];
  return interval === 1 ? { fa: `هر ${fa}`, en: `every ${en}` } : { fa: `هر ${interval} ${fa} یک بار`, en: `every ${interval} ${en}s` };
}

function dayLabels({ frequency, months, monthDays, weekdays }: PeriodicRecurrence): Label[] {
  if (monthDays === undefined) {
    if (frequency === 'daily' || weekdays !== undefined) return [];
    const { fa, en } = SPAN_LABELS[frequency === 'yearly' && months !== undefined ? 'monthly' : frequency];
    return [{ fa: `همان روزی از ${fa} که آغاز شده است`, en: `on the day of the ${en} on which it begins` }];
  }
  const month = isDatesOfOneMonth(months, monthDays) ? JALALI_MONTH_LABELS[months[0] - 1] : undefined;
  if (month !== undefined) {
    const dates = listLabel(monthDays.map((day) => sameIn(String(day))));
    return [{ fa: `${dates.fa} ${month.fa}`, en: `on ${dates.en} ${month.en}` }];
  }
  const days = listLabel(monthDays.map(monthDayLabel));
  return [{ fa: days.fa, en: `on ${days.en}` }];
}

function monthDayLabel(day: number): Label {
  if (day === -1) return { fa: 'روز آخر', en: 'the last day' };
  return day > 0 ? { fa: `روز ${day}`, en: `day ${day}` } : { fa: `روز ${-day} از آخر`, en: `day ${-day} from the end` };
}

function weekdayLabels({ frequency, monthDays, weekdays }: PeriodicRecurrence): Label[] {
  if (weekdays === undefined) return [];
  if (frequency === 'daily' || monthDays !== undefined) {
    const { fa, en } = listLabel(weekdays.map(weekdayLabel), { fa: 'یا', en: 'or' });
    return [{ fa: `اگر ${fa} باشد`, en: `if it is ${en}` }];
  }
  const { fa, en } = listLabel(
    weekdays.map((part) => (frequency !== 'weekly' && part.nth === undefined ? everyWeekdayLabel(part) : weekdayLabel(part))),
  );
  return [{ fa, en: `on ${en}` }];
}

function everyWeekdayLabel({ weekday }: WeekdayOfMonth): Label {
  const { fa, en } = WEEKDAY_LABELS[weekday];
  return { fa: `هر ${fa}`, en: `every ${en}` };
}

function weekdayLabel({ weekday, nth }: WeekdayOfMonth): Label {
  const { fa, en } = WEEKDAY_LABELS[weekday];
  if (nth === undefined) return { fa, en };
  if (nth === -1) return { fa: `آخرین ${fa}`, en: `the last ${en}` };
  const ordinal = ORDINAL_LABELS[Math.abs(nth) - 1] as Label;
  return nth > 0
    ? { fa: `${ordinal.fa} ${fa}`, en: `the ${ordinal.en} ${en}` }
    : { fa: `${ordinal.fa} ${fa} از آخر`, en: `the ${ordinal.en} ${en} from the end` };
}

function monthLabels({ frequency, months, monthDays }: PeriodicRecurrence): Label[] {
  if (months === undefined) return frequency === 'yearly' && monthDays !== undefined ? [{ fa: 'در همهٔ ماه‌ها', en: 'in every month' }] : [];
  if (isDatesOfOneMonth(months, monthDays)) return [];
  const { fa, en } = listLabel(months.map((month) => JALALI_MONTH_LABELS[month - 1] as Label));
  return [{ fa: `در ${fa}`, en: `in ${en}` }];
}

/** Then the days read as dates, `30 Esfand`. */
const isDatesOfOneMonth = (months: readonly number[] | undefined, monthDays: readonly number[] | undefined): months is [number] =>
  months?.length === 1 && monthDays !== undefined && monthDays.every((day) => day > 0);

/** Said where a month may lack a day. The day of a rule that takes it from its first day is not known here, and may be lacking. */
function monthEndLabels(rule: Recurrence): Label[] {
  if (rule.frequency === 'holiday' || rule.frequency === 'daily' || rule.frequency === 'weekly') return [];
  const { months = [12], monthDays, weekdays, monthEnd } = rule;
  const shortest = Math.min(...months.map(leastDaysOf));
  const mayLack = monthDays === undefined ? weekdays === undefined && shortest < 31 : monthDays.some((day) => Math.abs(day) > shortest);
  return mayLack ? [MONTH_END_LABELS[monthEnd]] : [];
}

function leastDaysOf(month: number): number {
  if (month <= 6) return 31;
  return month <= 11 ? 30 : 29;
}

function limitLabels({ count, until, except = [] }: Recurrence): Label[] {
  const labels: Label[] = [];
  if (count !== undefined) labels.push({ fa: `${count} بار`, en: count === 1 ? 'once' : `${count} times` });
  if (until !== undefined) labels.push({ fa: `تا ${formatJalali(until, 'fa')}`, en: `until ${formatJalali(until, 'en')}` });
  if (except.length === 0) return labels;
  const days =
    except.length > MOST_DAYS_NAMED ? { fa: `${except.length} روز`, en: `${except.length} days` } : listLabel(except.map(dateLabel));
  return [...labels, { fa: `به‌جز ${days.fa}`, en: `except ${days.en}` }];
}

const MOST_DAYS_NAMED = 3;

const dateLabel = (day: NonNullable<Recurrence['until']>): Label => ({ fa: formatJalali(day, 'fa'), en: formatJalali(day, 'en') });

function holidayLabel({ holiday, offset: { unit, count } }: HolidayRecurrence): Label {
  const { fa, en } = HOLIDAY_LABELS[holiday];
  if (count === 0) return { fa: `در روز ${fa}`, en: `on ${en}` };
  const span = unit === 'days' ? { fa: 'روز', en: 'day' } : { fa: 'روز کاری', en: 'working day' };
  const size = Math.abs(count);
  return {
    fa: `${size} ${span.fa} ${count < 0 ? 'پیش' : 'پس'} از ${fa}`,
    en: `${size} ${span.en}${size === 1 ? '' : 's'} ${count < 0 ? 'before' : 'after'} ${en}`,
  };
}

const sameIn = (text: string): Label => ({ fa: text, en: text });

/** `a, b and c`. */
function listLabel(items: readonly Label[], word: Label = { fa: 'و', en: 'and' }): Label {
  const inLanguage = (language: Language, comma: string): string => {
    const texts = items.map((item) => item[language]);
    const last = texts.at(-1) as string;
    return texts.length === 1 ? last : `${texts.slice(0, -1).join(comma)} ${word[language]} ${last}`;
  };
  return { fa: inLanguage('fa', '، '), en: inLanguage('en', ', ') };
}
