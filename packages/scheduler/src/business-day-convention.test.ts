import { describe, expect, it } from 'vitest';
import { adjust, type BusinessDayConvention } from './business-day-convention.ts';
import { WEEKDAY_LABELS, weekdayOf } from './epoch-day.ts';
import { formatJalali, parseJalali } from './jalali-text.ts';
import { iranWorkingCalendar } from './working-calendar.ts';

const iran = iranWorkingCalendar()._unsafeUnwrap();

describe('adjust', () => {
  it.each<[string, BusinessDayConvention, string]>([
    // A Friday in the middle of Azar.
    ['Friday 1405/09/06', 'unadjusted', 'Friday 1405/09/06'],
    ['Friday 1405/09/06', 'following', 'Saturday 1405/09/07'],
    ['Friday 1405/09/06', 'preceding', 'Thursday 1405/09/05'],
    ['Friday 1405/09/06', 'nearest', 'Saturday 1405/09/07'],
    // Near the ends of Jalali months: 1 Khordad 1405 and 31 Ordibehesht 1406 are Fridays.
    ['Friday 1405/07/03', 'modifiedFollowing', 'Saturday 1405/07/04'],
    ['Friday 1405/05/30', 'modifiedFollowing', 'Saturday 1405/05/31'],
    ['Friday 1405/03/01', 'preceding', 'Thursday 1405/02/31'],
    ['Friday 1405/03/01', 'modifiedPreceding', 'Saturday 1405/03/02'],
    ['Friday 1406/02/31', 'following', 'Saturday 1406/03/01'],
    ['Friday 1406/02/31', 'modifiedFollowing', 'Thursday 1406/02/30'],
    // Nowruz: nothing later is left in Esfand, nothing earlier in Farvardin.
    ['Saturday 1405/12/29', 'following', 'Thursday 1406/01/05'],
    ['Saturday 1405/12/29', 'modifiedFollowing', 'Thursday 1405/12/27'],
    ['Sunday 1406/01/01', 'modifiedPreceding', 'Thursday 1406/01/05'],
    ['Sunday 1406/01/01', 'nearest', 'Thursday 1405/12/27'],
    ['Wednesday 1406/01/04', 'nearest', 'Thursday 1406/01/05'],
  ])('%s, %s, is %s', (from, convention, to) => {
    const [weekday, jalali] = from.split(' ') as [string, string];
    const day = parseJalali(jalali)._unsafeUnwrap();
    expect(WEEKDAY_LABELS[weekdayOf(day)].en).toBe(weekday);
    const moved = adjust(iran, day, convention)._unsafeUnwrap();
    expect(`${WEEKDAY_LABELS[weekdayOf(moved)].en} ${formatJalali(moved, 'en')}`).toBe(to);
  });

  it('has no answer outside the calendar, except unadjusted', () => {
    const day = parseJalali('1427/01/10')._unsafeUnwrap();
    expect(adjust(iran, day, 'following')._unsafeUnwrapErr().code).toBe('workingCalendar.notCovered');
    expect(adjust(iran, day, 'unadjusted')._unsafeUnwrap()).toBe(day);
  });
});
