import type { Label } from '@rahyar/domain';
import { IRAN_PUBLIC_HOLIDAY_RULES, IRAN_PUBLIC_HOLIDAY_YEARS } from './data/iran-public-holidays.ts';
import { IRAN_SPECIAL_CLOSURE_ROWS } from './data/iran-special-closures.ts';
import type { EpochDay } from './epoch-day.ts';
import { epochDayOfJalali, jalaliDateOf } from './jalali-date.ts';
import { IRAN_LUNAR_MONTHS, LUNAR_MONTH_STATUSES, type LunarMonth } from './lunar-month.ts';

/**
 * How sure a public holiday is, surest first. Solar holidays are fixed; lunar ones are announced by the official calendar, or predicted
 * by the visibility of the crescent and then possibly a day early or late.
 */
export const HOLIDAY_STATUSES = ['fixed', ...LUNAR_MONTH_STATUSES] as const;
export type HolidayStatus = (typeof HOLIDAY_STATUSES)[number];

export const HOLIDAY_STATUS_LABELS = {
  fixed: { fa: 'قطعی', en: 'fixed' },
  announced: { fa: 'اعلام‌شده', en: 'announced' },
  'predicted-firm': { fa: 'پیش‌بینی استوار', en: 'predicted, firm' },
  'predicted-likely': { fa: 'پیش‌بینی محتمل', en: 'predicted, likely' },
  'predicted-uncertain': { fa: 'پیش‌بینی نامطمئن', en: 'predicted, uncertain' },
} as const satisfies Record<HolidayStatus, Label>;

export const HOLIDAY_LABELS = {
  nowruz: { fa: 'نوروز', en: 'Nowruz' },
  'nowruz-2': { fa: 'دومین روز نوروز', en: 'second day of Nowruz' },
  'nowruz-3': { fa: 'سومین روز نوروز', en: 'third day of Nowruz' },
  'nowruz-4': { fa: 'چهارمین روز نوروز', en: 'fourth day of Nowruz' },
  'islamic-republic-day': { fa: 'روز جمهوری اسلامی', en: 'Islamic Republic Day' },
  'nature-day': { fa: 'روز طبیعت', en: 'Nature Day' },
  'khomeini-death': { fa: 'رحلت امام خمینی', en: 'death of Imam Khomeini' },
  'khordad-15': { fa: 'قیام ۱۵ خرداد', en: 'uprising of 15 Khordad' },
  'revolution-day': { fa: 'پیروزی انقلاب اسلامی', en: 'victory of the Islamic Revolution' },
  'oil-nationalization': { fa: 'ملی‌شدن صنعت نفت', en: 'nationalisation of the oil industry' },
  'last-day-of-year': { fa: 'آخرین روز سال', en: 'last day of the year' },
  tasua: { fa: 'تاسوعای حسینی', en: 'Tasua' },
  ashura: { fa: 'عاشورای حسینی', en: 'Ashura' },
  arbaeen: { fa: 'اربعین حسینی', en: 'Arbaeen' },
  'prophet-death': { fa: 'رحلت پیامبر و شهادت امام حسن مجتبی', en: 'death of the Prophet, martyrdom of Imam Hasan' },
  'reza-death': { fa: 'شهادت امام رضا', en: 'martyrdom of Imam Reza' },
  'askari-death': { fa: 'شهادت امام حسن عسکری', en: 'martyrdom of Imam Hasan Askari' },
  'prophet-birth': { fa: 'میلاد پیامبر و امام جعفر صادق', en: 'birth of the Prophet and of Imam Sadeq' },
  'fatima-death': { fa: 'شهادت حضرت فاطمه', en: 'martyrdom of Fatima' },
  'ali-birth': { fa: 'ولادت امام علی', en: 'birth of Imam Ali' },
  mabath: { fa: 'مبعث پیامبر', en: 'mission of the Prophet' },
  'mahdi-birth': { fa: 'ولادت حضرت قائم', en: 'birth of the Mahdi' },
  'ali-death': { fa: 'شهادت امام علی', en: 'martyrdom of Imam Ali' },
  fitr: { fa: 'عید فطر', en: 'Fitr' },
  'fitr-2': { fa: 'دومین روز عید فطر', en: 'second day of Fitr' },
  'sadiq-death': { fa: 'شهادت امام جعفر صادق', en: 'martyrdom of Imam Sadeq' },
  adha: { fa: 'عید قربان', en: 'Adha' },
  ghadir: { fa: 'عید غدیر', en: 'Ghadir' },
} as const satisfies Record<string, Label>;
export type HolidayKey = keyof typeof HOLIDAY_LABELS;

export const CLOSURE_LABELS = {
  heat: { fa: 'گرمای شدید', en: 'extreme heat' },
  'national mourning': { fa: 'عزای عمومی', en: 'national mourning' },
} as const satisfies Record<string, Label>;

export type PublicHoliday = {
  readonly day: EpochDay;
  readonly key: HolidayKey;
  readonly status: HolidayStatus;
  /**
   * The days on which it may fall instead, where that is possible: a predicted holiday, or an announced one that follows a sighting of
   * the moon still to come.
   */
  readonly alternatives?: readonly EpochDay[];
};

/** A holiday of every year by a Jalali or lunar day; `since` is the Jalali year of the first. */
type HolidayRule = {
  readonly key: HolidayKey;
  readonly calendar: 'solar' | 'lunar';
  readonly month: number;
  readonly day: number | 'last';
  readonly since?: number;
};

/** A one-off closure decided by the state, nationwide or, in a calendar of one's own, of a province. */
export type SpecialClosure = { readonly day: EpochDay; readonly reason: Label };

const RULES: readonly HolidayRule[] = IRAN_PUBLIC_HOLIDAY_RULES;

/** Ramadan and Shawwal. */
const SIGHTED_MONTHS: readonly number[] = [9, 10];

/**
 * Public holidays of Iran, 1390 to 1426, in order of days; a day may have two. Pass months of one's own when a month has been announced
 * that is still a prediction here.
 */
export function iranPublicHolidays(months: readonly LunarMonth[] = IRAN_LUNAR_MONTHS): readonly PublicHoliday[] {
  return RULES.flatMap((rule) => (rule.calendar === 'solar' ? solarHolidays(rule) : lunarHolidays(rule, months))).sort(
    (a, b) => a.day - b.day || (a.key < b.key ? -1 : 1),
  );
}

/** Public holidays of Iran as far as the data know them: see {@link iranPublicHolidays}. Those from 1406 on are partly predicted. */
export const IRAN_PUBLIC_HOLIDAYS: readonly PublicHoliday[] = iranPublicHolidays();

/** Nationwide one-off closures known to the data; not exhaustive. */
export const IRAN_SPECIAL_CLOSURES: readonly SpecialClosure[] = IRAN_SPECIAL_CLOSURE_ROWS.map(([day, reason]) => ({
  day: day as EpochDay,
  reason: CLOSURE_LABELS[reason],
}));

/** In a common year 30 Esfand gives no holiday. */
function solarHolidays({ key, month, day }: HolidayRule): PublicHoliday[] {
  const [first, last] = IRAN_PUBLIC_HOLIDAY_YEARS;
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return years
    .map((year) => epochDayOfJalali({ year, month, day: Number(day) }))
    .filter((one) => one.isOk())
    .map((one) => ({ day: one.value, key, status: 'fixed' }));
}

function lunarHolidays({ key, month, day, since = 0 }: HolidayRule, months: readonly LunarMonth[]): PublicHoliday[] {
  const [first, last] = IRAN_PUBLIC_HOLIDAY_YEARS;
  return months
    .flatMap((one, index) => {
      if (one.month !== month) return [];
      // The last day of a month is as sure as the first of the next.
      const basis = day === 'last' ? (months[index + 1] ?? one) : one;
      const holiday = (day === 'last' ? one.lastDay : one.firstDay + day - 1) as EpochDay;
      return [{ day: holiday, key, status: basis.status, ...(isSettled(basis) ? {} : { alternatives: neighbours(holiday) }) }];
    })
    .filter((holiday) => {
      const { year } = jalaliDateOf(holiday.day);
      return year >= Math.max(first, since) && year <= last;
    });
}

/** The first days of Ramadan and Shawwal follow a sighting: of 50 such months 6 began on another day than the printed calendar said. */
function isSettled({ month, status, observed }: LunarMonth): boolean {
  return status === 'announced' && (observed || !SIGHTED_MONTHS.includes(month));
}

function neighbours(day: EpochDay): EpochDay[] {
  return [day - 1, day + 1] as EpochDay[];
}
