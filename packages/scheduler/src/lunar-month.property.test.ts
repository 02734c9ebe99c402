import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EpochDay } from './epoch-day.ts';
import { epochDayOfLunar, IRAN_LUNAR_MONTHS, type LunarDate, type LunarMonth, lunarDateOf, withAnnouncedMonths } from './lunar-month.ts';
import { iranPublicHolidays, type PublicHoliday } from './public-holiday.ts';

const anyMonth = fc.nat(IRAN_LUNAR_MONTHS.length - 1).map((index) => IRAN_LUNAR_MONTHS[index] as LunarMonth);
/** Every third day is the first or the last of a month, where a wrong length or a wrong guess of the month would show. */
const anyDay = fc
  .tuple(anyMonth, fc.constantFrom('first', 'last', 'within'), fc.nat(28))
  .map(([{ firstDay, lastDay }, where, days]) => (where === 'last' ? lastDay : where === 'first' ? firstDay : firstDay + days) as EpochDay);
/** A start a day early or late, which the length of a neighbour allows in some months and forbids in others. */
const announcement = fc
  .tuple(anyMonth, fc.constantFrom(-1, 0, 1), fc.boolean())
  .map(([{ year, month, firstDay }, moved, observed]) => ({ year, month, firstDay: (firstDay + moved) as EpochDay, observed }));
/** Of months whose holidays cannot cross the ends of the years that {@link iranPublicHolidays} covers. */
const announcementWithin = announcement.filter(({ year }) => year >= 1433 && year <= 1468);

describe('lunar dates', () => {
  it('lead back to their day', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(epochDayOfLunar(lunarDateOf(day)._unsafeUnwrap())._unsafeUnwrap()).toBe(day);
      }),
    );
  });

  it('follow each other day by day', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const next = lunarDateOf((day + 1) as EpochDay);
        fc.pre(next.isOk());
        const [today, tomorrow] = [lunarDateOf(day)._unsafeUnwrap(), next._unsafeUnwrap()];
        const sameMonth = tomorrow.year === today.year && tomorrow.month === today.month;
        if (sameMonth) expect(tomorrow.day).toBe(today.day + 1);
        else expect([tomorrow.year * 12 + tomorrow.month, tomorrow.day]).toEqual([today.year * 12 + today.month + 1, 1]);
      }),
    );
  });
});

describe('withAnnouncedMonths', () => {
  it('says what was said, leaves no gap and moves no other announced month, or refuses', () => {
    fc.assert(
      fc.property(announcement, (said) => {
        const renewed = withAnnouncedMonths(IRAN_LUNAR_MONTHS, [said]);
        fc.pre(renewed.isOk());
        const months = renewed._unsafeUnwrap();
        const isSaid = ({ year, month }: LunarMonth): boolean => year === said.year && month === said.month;
        expect(months.find(isSaid)).toMatchObject({ ...said, status: 'announced' });
        expect(months.slice(1).map(({ firstDay }) => firstDay - 1)).toEqual(months.slice(0, -1).map(({ lastDay }) => lastDay));
        expect([...new Set(months.map(({ firstDay, lastDay }) => lastDay - firstDay + 1))].sort()).toEqual([29, 30]);
        const moved = months.filter(({ firstDay }, index) => firstDay !== IRAN_LUNAR_MONTHS[index]?.firstDay);
        expect(moved.filter((month) => !isSaid(month) && month.status !== 'predicted-uncertain')).toEqual([]);
      }),
    );
  });

  it('moves as few months as it can: those after the announced one, by a day, up to the first that may stay', () => {
    fc.assert(
      fc.property(announcement, (said) => {
        const renewed = withAnnouncedMonths(IRAN_LUNAR_MONTHS, [said]);
        fc.pre(renewed.isOk());
        const shifts = renewed._unsafeUnwrap().map(({ firstDay }, index) => firstDay - (IRAN_LUNAR_MONTHS[index] as LunarMonth).firstDay);
        const from = IRAN_LUNAR_MONTHS.findIndex(({ year, month }) => year === said.year && month === said.month);
        const shift = shifts[from] as number;
        expect([-1, 0, 1]).toContain(shift);
        const stays = shifts.indexOf(0, from);
        const to = shift === 0 || stays === -1 ? shifts.length : stays;
        expect(shifts).toEqual(shifts.map((_, index) => (index >= from && index < to ? shift : 0)));
      }),
    );
  });

  it('moves with a month its holidays, and the last day of the month before it when that is one, by as many days', () => {
    const before = iranPublicHolidays();
    /** The month on whose first day a holiday hangs: the martyrdom of Imam Reza is the day before Rabi al-Awwal. */
    const basisOf = ({ key, day }: PublicHoliday): LunarDate =>
      lunarDateOf((key === 'reza-death' ? day + 1 : day) as EpochDay)._unsafeUnwrap();
    fc.assert(
      fc.property(announcementWithin, (said) => {
        const renewed = withAnnouncedMonths(IRAN_LUNAR_MONTHS, [said]);
        fc.pre(renewed.isOk());
        const months = renewed._unsafeUnwrap();
        const expected = before.map((holiday) => {
          if (holiday.status === 'fixed') return `${holiday.day} ${holiday.key}`;
          const first = { ...basisOf(holiday), day: 1 };
          const moved = epochDayOfLunar(first, months)._unsafeUnwrap() - epochDayOfLunar(first)._unsafeUnwrap();
          return `${holiday.day + moved} ${holiday.key}`;
        });
        const after = iranPublicHolidays(months);
        expect(after.map(({ day, key }) => `${day} ${key}`).sort()).toEqual(expected.sort());
      }),
      { numRuns: 60 },
    );
  });
});
