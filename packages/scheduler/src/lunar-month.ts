import type { Label } from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import { type CalendarError, calendarError } from './calendar-error.ts';
import { FIRST_LUNAR_YEAR, IRAN_LUNAR_YEAR_ROWS, LUNAR_MONTHS_END } from './data/iran-lunar-months.ts';
import type { EpochDay } from './epoch-day.ts';

/** How sure the first day of a lunar month is, surest first: in the official calendar, or predicted by the visibility of the crescent. */
export const LUNAR_MONTH_STATUSES = ['announced', 'predicted-firm', 'predicted-likely', 'predicted-uncertain'] as const;
export type LunarMonthStatus = (typeof LUNAR_MONTH_STATUSES)[number];

/** A month of the lunar (Hijri) calendar as Iran keeps it; `month` from 1 to 12. It has 29 or 30 days, both ends included. */
export type LunarMonth = {
  readonly year: number;
  readonly month: number;
  readonly firstDay: EpochDay;
  readonly lastDay: EpochDay;
  readonly status: LunarMonthStatus;
  /** Whether the month has begun so. Until then even an announced Ramadan or Shawwal may be overruled by the sky. */
  readonly observed: boolean;
};

/** A date of the lunar calendar as Iran keeps it; `month` and `day` count from 1. `status` is that of its month's first day. */
export type LunarDate = { readonly year: number; readonly month: number; readonly day: number; readonly status: LunarMonthStatus };

/** A month that was announced, or has been observed to begin, after the data were collected. */
export type LunarMonthAnnouncement = Pick<LunarMonth, 'year' | 'month' | 'firstDay' | 'observed'>;

/** Ramadan of a lunar year, both ends included. The last day is as sure as Shawwal, the first as `status` says. */
export type Ramadan = { readonly year: number; readonly from: EpochDay; readonly to: EpochDay; readonly status: LunarMonthStatus };

export const LUNAR_MONTH_LABELS: readonly Label[] = [
  { fa: 'محرم', en: 'Muharram' },
  { fa: 'صفر', en: 'Safar' },
  { fa: 'ربیع‌الاول', en: 'Rabi al-Awwal' },
  { fa: 'ربیع‌الثانی', en: 'Rabi al-Thani' },
  { fa: 'جمادی‌الاول', en: 'Jumada al-Ula' },
  { fa: 'جمادی‌الثانی', en: 'Jumada al-Thani' },
  { fa: 'رجب', en: 'Rajab' },
  { fa: 'شعبان', en: 'Shaban' },
  { fa: 'رمضان', en: 'Ramadan' },
  { fa: 'شوال', en: 'Shawwal' },
  { fa: 'ذی‌القعده', en: 'Dhu al-Qada' },
  { fa: 'ذی‌الحجه', en: 'Dhu al-Hijja' },
];

const STANDING_OF_LETTER: Readonly<Record<string, Pick<LunarMonth, 'status' | 'observed'>>> = {
  o: { status: 'announced', observed: true },
  a: { status: 'announced', observed: false },
  f: { status: 'predicted-firm', observed: false },
  l: { status: 'predicted-likely', observed: false },
  u: { status: 'predicted-uncertain', observed: false },
};

/** The lunar months of Iran from 1423 to 1470 in order, without a gap: announced as far as known, predicted beyond. */
export const IRAN_LUNAR_MONTHS: readonly LunarMonth[] = joined(
  IRAN_LUNAR_YEAR_ROWS.flatMap(([letters, ...firstDays], index) =>
    firstDays.map((firstDay, position) => ({
      year: FIRST_LUNAR_YEAR + index,
      month: position + 1,
      firstDay: firstDay as EpochDay,
      ...(STANDING_OF_LETTER[letters[position] as string] as Pick<LunarMonth, 'status' | 'observed'>),
    })),
  ),
  (LUNAR_MONTHS_END - 1) as EpochDay,
);

/** The lunar date of a day. Fails with `lunarDate.notCovered` outside the months. */
export function lunarDateOf(day: EpochDay, months: readonly LunarMonth[] = IRAN_LUNAR_MONTHS): Result<LunarDate, CalendarError> {
  const found = monthHolding(day, months);
  if (found === undefined) return err(calendarError('lunarDate.notCovered'));
  const { year, month, firstDay, status } = found;
  return ok({ year, month, day: day - firstDay + 1, status });
}

/** The day of a lunar date. Fails with `lunarDate.notCovered` outside the months, `date.notInCalendar` for a 30th of a month of 29 days. */
export function epochDayOfLunar(
  { year, month, day }: Pick<LunarDate, 'year' | 'month' | 'day'>,
  months: readonly LunarMonth[] = IRAN_LUNAR_MONTHS,
): Result<EpochDay, CalendarError> {
  const found = months.find((one) => one.year === year && one.month === month);
  if (found === undefined) return err(calendarError('lunarDate.notCovered'));
  if (!Number.isInteger(day) || day < 1 || day > lengthOf(found)) return err(calendarError('date.notInCalendar'));
  return ok((found.firstDay + day - 1) as EpochDay);
}

/** Every Ramadan among the months, in order. */
export const ramadansOf = (months: readonly LunarMonth[] = IRAN_LUNAR_MONTHS): readonly Ramadan[] =>
  months
    .filter(({ month }) => month === RAMADAN)
    .map(({ year, firstDay, lastDay, status }) => ({ year, from: firstDay, to: lastDay, status }));

/**
 * The months with announcements in the place of what they say. The month before becomes as much longer or shorter; a predicted month after
 * it that would begin too early or too late moves by a day, and is uncertain then.
 * Fails with `lunarDate.notCovered` for a month that is not among them, `lunarMonth.wrongLength` when one would not have 29 or 30 days.
 */
export function withAnnouncedMonths(
  months: readonly LunarMonth[],
  announcements: readonly LunarMonthAnnouncement[],
): Result<readonly LunarMonth[], CalendarError> {
  const isSame = (a: LunarMonthAnnouncement, b: LunarMonth): boolean => a.year === b.year && a.month === b.month;
  const end = months.at(-1)?.lastDay;
  if (end === undefined || announcements.some((one) => !months.some((month) => isSame(one, month))))
    return err(calendarError('lunarDate.notCovered'));
  const announced = months.map((month): LunarMonth => {
    const announcement = announcements.findLast((one) => isSame(one, month));
    return announcement === undefined ? month : { ...month, ...announcement, status: 'announced' };
  });
  const renewed = joined(withYieldingPredictions(announced), end);
  return renewed.every((month) => [29, 30].includes(lengthOf(month))) ? ok(renewed) : err(calendarError('lunarMonth.wrongLength'));
}

/** Moves the first day of a predicted month as little as the month before it demands. */
function withYieldingPredictions(months: readonly LunarMonth[]): LunarMonth[] {
  const yielded: LunarMonth[] = [];
  for (const month of months) {
    const before = yielded.at(-1)?.firstDay ?? month.firstDay - 30;
    const firstDay = Math.min(Math.max(month.firstDay, before + 29), before + 30) as EpochDay;
    const isKept = month.status === 'announced' || firstDay === month.firstDay;
    yielded.push(isKept ? month : { ...month, firstDay, status: 'predicted-uncertain' });
  }
  return yielded;
}

const RAMADAN = 9;

const lengthOf = ({ firstDay, lastDay }: LunarMonth): number => lastDay - firstDay + 1;

/** Each month ends where the next begins. */
function joined(months: readonly Omit<LunarMonth, 'lastDay'>[], end: EpochDay): LunarMonth[] {
  return months.map((month, index) => {
    const next = months[index + 1];
    return { ...month, lastDay: next === undefined ? end : ((next.firstDay - 1) as EpochDay) };
  });
}

/** By their mean length a month is found at once, or is a neighbour of the one found. */
function monthHolding(day: EpochDay, months: readonly LunarMonth[]): LunarMonth | undefined {
  const [first] = months;
  if (first === undefined) return undefined;
  const about = Math.floor((day - first.firstDay) / MEAN_MONTH_DAYS);
  return [about - 1, about, about + 1].map((index) => months[index]).find((one) => one !== undefined && holds(one, day));
}

const MEAN_MONTH_DAYS = 29.530589;

const holds = ({ firstDay, lastDay }: LunarMonth, day: EpochDay): boolean => firstDay <= day && day <= lastDay;
