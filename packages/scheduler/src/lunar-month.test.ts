import { describe, expect, it } from 'vitest';
import { type EpochDay, weekdayOf } from './epoch-day.ts';
import { jalaliDateOf } from './jalali-date.ts';
import { formatJalali, parseJalali } from './jalali-text.ts';
import {
  epochDayOfLunar,
  IRAN_LUNAR_MONTHS,
  LUNAR_MONTH_LABELS,
  LUNAR_MONTH_STATUSES,
  type LunarMonth,
  lunarDateOf,
  ramadansOf,
  withAnnouncedMonths,
} from './lunar-month.ts';
import { type HolidayKey, iranPublicHolidays, type PublicHoliday } from './public-holiday.ts';

const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();
const monthOf = (year: number, month: number) => IRAN_LUNAR_MONTHS.find((one) => one.year === year && one.month === month);

describe('the lunar months of Iran', () => {
  it('run from 1423 to 1470 without a gap, each of 29 or 30 days', () => {
    expect(IRAN_LUNAR_MONTHS).toHaveLength(48 * 12);
    for (const [index, { year, month, firstDay, lastDay }] of IRAN_LUNAR_MONTHS.entries()) {
      expect([year, month]).toEqual([1423 + Math.floor(index / 12), (index % 12) + 1]);
      expect([29, 30]).toContain(lastDay - firstDay + 1);
      expect(firstDay).toBe((IRAN_LUNAR_MONTHS[index - 1]?.lastDay ?? firstDay - 1) + 1);
    }
  });

  it('are announced up to Shawwal 1448, of which those from Rajab on were still to come, and predicted from then on', () => {
    const lastOf = (found: (month: (typeof IRAN_LUNAR_MONTHS)[number]) => boolean) => {
      const index = IRAN_LUNAR_MONTHS.findIndex((month) => !found(month));
      return [IRAN_LUNAR_MONTHS[index - 1]?.year, IRAN_LUNAR_MONTHS[index - 1]?.month];
    };
    expect(lastOf(({ observed }) => observed)).toEqual([1448, 6]);
    expect(lastOf(({ status }) => status === 'announced')).toEqual([1448, 10]);
    expect(IRAN_LUNAR_MONTHS.findLast(({ status }) => status === 'announced')).toBe(monthOf(1448, 10));
  });

  it('are observed only where they were announced, and of the sureness that is said of each', () => {
    expect(IRAN_LUNAR_MONTHS.filter(({ status, observed }) => observed && status !== 'announced')).toEqual([]);
    for (const { status } of IRAN_LUNAR_MONTHS) expect(LUNAR_MONTH_STATUSES).toContain(status);
    expect(new Set(IRAN_LUNAR_MONTHS.map(({ status }) => status)).size).toBe(LUNAR_MONTH_STATUSES.length);
  });

  it('have names', () => {
    expect(LUNAR_MONTH_LABELS.map(({ en }) => en)).toEqual([
      ...['Muharram', 'Safar', 'Rabi al-Awwal', 'Rabi al-Thani', 'Jumada al-Ula', 'Jumada al-Thani'],
      ...['Rajab', 'Shaban', 'Ramadan', 'Shawwal', 'Dhu al-Qada', 'Dhu al-Hijja'],
    ]);
    expect(LUNAR_MONTH_LABELS.map(({ fa }) => fa)).toEqual([
      ...['محرم', 'صفر', 'ربیع‌الاول', 'ربیع‌الثانی', 'جمادی‌الاول', 'جمادی‌الثانی'],
      ...['رجب', 'شعبان', 'رمضان', 'شوال', 'ذی‌القعده', 'ذی‌الحجه'],
    ]);
  });
});

describe('lunarDateOf', () => {
  it.each([
    ['1401/02/13', 'tuesday', 1443, 10, 1, 'announced'], // Fitr as it was seen, a day after the printed calendar
    ['1404/01/10', 'sunday', 1446, 9, 29, 'announced'],
    ['1405/03/06', 'wednesday', 1447, 12, 10, 'announced'],
    ['1405/04/03', 'wednesday', 1448, 1, 9, 'announced'],
    ['1406/12/08', 'sunday', 1449, 10, 1, 'predicted-firm'],
  ] as const)('%s, a %s, is %i/%i/%i, %s', (jalali, weekday, year, month, day, status) => {
    expect(weekdayOf(dayOf(jalali))).toBe(weekday);
    expect(lunarDateOf(dayOf(jalali))._unsafeUnwrap()).toEqual({ year, month, day, status });
  });

  it('finds the first and the last day of every month', () => {
    for (const { year, month, firstDay, lastDay } of IRAN_LUNAR_MONTHS) {
      expect(lunarDateOf(firstDay)._unsafeUnwrap()).toMatchObject({ year, month, day: 1 });
      expect(lunarDateOf(lastDay)._unsafeUnwrap()).toMatchObject({ year, month, day: lastDay - firstDay + 1 });
    }
  });

  it('has no answer outside the months', () => {
    const [first, last] = [IRAN_LUNAR_MONTHS[0]?.firstDay, IRAN_LUNAR_MONTHS.at(-1)?.lastDay] as [EpochDay, EpochDay];
    expect(lunarDateOf(first).isOk() && lunarDateOf(last).isOk()).toBe(true);
    expect(lunarDateOf((first - 1) as EpochDay)._unsafeUnwrapErr().code).toBe('lunarDate.notCovered');
    expect(lunarDateOf((last + 1) as EpochDay)._unsafeUnwrapErr().code).toBe('lunarDate.notCovered');
    expect(lunarDateOf(first, [])._unsafeUnwrapErr().code).toBe('lunarDate.notCovered');
  });
});

describe('epochDayOfLunar', () => {
  it.each([
    [{ year: 1422, month: 12, day: 1 }, 'lunarDate.notCovered'],
    [{ year: 1448, month: 13, day: 1 }, 'lunarDate.notCovered'],
    [{ year: 1448, month: 1, day: 0 }, 'date.notInCalendar'],
    [{ year: 1448, month: 1, day: 1.5 }, 'date.notInCalendar'],
    [{ year: 1448, month: 1, day: 31 }, 'date.notInCalendar'],
    [{ year: 1446, month: 9, day: 30 }, 'date.notInCalendar'],
  ])('refuses %o with %s', (date, code) => {
    expect(epochDayOfLunar(date)._unsafeUnwrapErr().code).toBe(code);
  });
});

describe('ramadansOf', () => {
  it('gives one Ramadan for each lunar year', () => {
    const ramadans = ramadansOf();
    expect(ramadans.map(({ year }) => year)).toEqual(Array.from({ length: 48 }, (_, index) => 1423 + index));
    const said = ramadans
      .slice(23, 27)
      .map(({ year, from, to, status }) => [year, formatJalali(from, 'en'), formatJalali(to, 'en'), status]);
    expect(said).toEqual([
      [1446, '1403/12/12', '1404/01/10', 'announced'],
      [1447, '1404/11/30', '1404/12/29', 'announced'],
      [1448, '1405/11/19', '1405/12/18', 'announced'],
      [1449, '1406/11/08', '1406/12/07', 'predicted-firm'],
    ]);
  });
});

describe('withAnnouncedMonths', () => {
  const announcement = { year: 1448, month: 10, observed: true };

  it('moves a month and the end of the one before it', () => {
    const moved = { ...announcement, firstDay: dayOf('1405/12/20') };
    // Ramadan 1448 began a day later than printed, and so did Shawwal.
    const months = withAnnouncedMonths(IRAN_LUNAR_MONTHS, [{ ...moved, month: 9, firstDay: dayOf('1405/11/20') }, moved])._unsafeUnwrap();
    expect(lunarDateOf(dayOf('1405/12/20'), months)._unsafeUnwrap()).toEqual({ year: 1448, month: 10, day: 1, status: 'announced' });
    expect(lunarDateOf(dayOf('1405/11/19'), months)._unsafeUnwrap()).toMatchObject({ year: 1448, month: 8, day: 30 });
    expect(ramadansOf(months).find(({ year }) => year === 1448)).toMatchObject({ from: dayOf('1405/11/20'), to: dayOf('1405/12/19') });
    // Shawwal would have 28 days: the month after it, only predicted, gives way.
    expect(months.filter((month, index) => month.firstDay !== IRAN_LUNAR_MONTHS[index]?.firstDay).map(({ month }) => month)).toEqual([
      9, 10, 11,
    ]);
    expect(months.find(({ year, month }) => year === 1448 && month === 11)).toMatchObject({ status: 'predicted-uncertain' });
  });

  it('makes a predicted month an announced one', () => {
    const [predicted, next] = [monthOf(1449, 7), monthOf(1449, 8)];
    const firstDay = predicted?.firstDay as EpochDay;
    const months = withAnnouncedMonths(IRAN_LUNAR_MONTHS, [{ year: 1449, month: 7, firstDay, observed: false }])._unsafeUnwrap();
    expect(months.find(({ year, month }) => year === 1449 && month === 7)).toEqual({ ...predicted, status: 'announced' });
    expect(months.find(({ year, month }) => year === 1449 && month === 8)).toEqual(next);
  });

  it('lets the last of two announcements stand', () => {
    const [printed, seen] = [dayOf('1405/12/19'), dayOf('1405/12/18')];
    const months = withAnnouncedMonths(IRAN_LUNAR_MONTHS, [
      { ...announcement, firstDay: printed },
      { ...announcement, firstDay: seen },
    ])._unsafeUnwrap();
    expect(lunarDateOf(seen, months)._unsafeUnwrap()).toMatchObject({ month: 10, day: 1 });
  });

  it.each([
    ['a month of 28 days', [{ ...announcement, firstDay: dayOf('1405/12/17') }], 'lunarMonth.wrongLength'],
    ['a month of 31 days', [{ ...announcement, firstDay: dayOf('1405/12/20') }], 'lunarMonth.wrongLength'],
    [
      'one of two announcements, when the other is of a year without data',
      [
        { ...announcement, firstDay: dayOf('1405/12/19') },
        { ...announcement, year: 1480, firstDay: dayOf('1437/01/01') },
      ],
      'lunarDate.notCovered',
    ],
    ['a year without data', [{ ...announcement, year: 1480, firstDay: dayOf('1437/01/01') }], 'lunarDate.notCovered'],
  ])('refuses %s', (_, announcements, code) => {
    expect(withAnnouncedMonths(IRAN_LUNAR_MONTHS, announcements)._unsafeUnwrapErr().code).toBe(code);
  });

  it('has nothing to announce where there are no months', () => {
    expect(withAnnouncedMonths([], [])._unsafeUnwrapErr().code).toBe('lunarDate.notCovered');
  });
});

describe('the public holidays by these months', () => {
  const holidays = iranPublicHolidays();
  const named = (key: HolidayKey, of: readonly PublicHoliday[] = holidays): readonly PublicHoliday[] => of.filter((one) => one.key === key);
  const inYear = (year: number, key: HolidayKey, of?: readonly PublicHoliday[]): PublicHoliday | undefined =>
    named(key, of).find(({ day }) => jalaliDateOf(day).year === year);
  const changed = (year: number, month: number, change: Partial<LunarMonth>): LunarMonth[] =>
    IRAN_LUNAR_MONTHS.map((one) => (one.year === year && one.month === month ? { ...one, ...change } : one));

  it('fall from 1390 to 1426, one named before a later one, and on one day in the order of their names', () => {
    const inOrder = holidays.toSorted((a, b) => a.day - b.day || a.key.localeCompare(b.key, 'en'));
    expect(holidays).toEqual(inOrder);
    expect(holidays.filter(({ day }) => day === dayOf('1405/01/01')).map(({ key }) => key)).toEqual(['fitr', 'nowruz']);
    const years = Array.from({ length: 37 }, (_, index) => 1390 + index);
    for (const key of ['nowruz', 'tasua', 'arbaeen'] as const)
      expect([...new Set(named(key).map(({ day }) => jalaliDateOf(day).year))]).toEqual(years);
    expect(jalaliDateOf(named('askari-death')[0]?.day as EpochDay).year).toBe(1396);
  });

  it('may fall a day early or late where the month is predicted, and where Ramadan or Shawwal is still to be sighted', () => {
    const beside = ({ day }: PublicHoliday): number[] => [day - 1, day + 1];
    const [predicted, awaited] = [inYear(1406, 'fitr'), inYear(1405, 'ali-death')] as [PublicHoliday, PublicHoliday];
    expect(predicted).toMatchObject({ status: 'predicted-firm', alternatives: beside(predicted) });
    expect(awaited).toMatchObject({ status: 'announced', alternatives: beside(awaited) });
    for (const settled of [inYear(1405, 'mabath'), inYear(1404, 'ali-death'), inYear(1405, 'nowruz')])
      expect(settled).not.toHaveProperty('alternatives');
    const sighted = iranPublicHolidays(changed(1448, 9, { observed: true }));
    expect(inYear(1405, 'ali-death', sighted)).not.toHaveProperty('alternatives');
    const rumoured = iranPublicHolidays(changed(1448, 9, { observed: true, status: 'predicted-likely' }));
    expect(inYear(1405, 'ali-death', rumoured)).toMatchObject({ status: 'predicted-likely', alternatives: beside(awaited) });
  });

  it('are as sure as their month, and on the last day of a month as the next, where there is one', () => {
    const reza = (of: readonly LunarMonth[]): PublicHoliday | undefined => inYear(1406, 'reza-death', iranPublicHolidays(of));
    expect(reza(IRAN_LUNAR_MONTHS)).toMatchObject({ day: dayOf('1406/05/12'), status: 'predicted-firm' });
    expect(reza(changed(1449, 3, { status: 'predicted-uncertain' }))?.status).toBe('predicted-uncertain');
    expect(reza(changed(1449, 2, { status: 'predicted-uncertain' }))?.status).toBe('predicted-firm');
    const untilSafar = changed(1449, 2, { status: 'predicted-uncertain' }).filter(
      ({ year, month }) => year < 1449 || (year === 1449 && month <= 2),
    );
    expect(reza(untilSafar)?.status).toBe('predicted-uncertain');
    expect(inYear(1406, 'arbaeen', iranPublicHolidays(changed(1449, 2, { status: 'predicted-uncertain' })))?.status).toBe(
      'predicted-uncertain',
    );
  });
});
