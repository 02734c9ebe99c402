import { parseJsonWith, parseWith } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { parseJalali } from '../jalali-text.ts';
import { Recurrence } from './recurrence.ts';

const codesOf = (input: unknown): string =>
  parseWith(Recurrence, input).match(
    () => 'accepted',
    ({ issues }) => issues.map(({ path, code }) => [path.join('.'), code].filter((text) => text !== '').join(' ')).join(', '),
  );

const monthly = { frequency: 'monthly' };
const holiday = { frequency: 'holiday', holiday: 'fitr', offset: { unit: 'days', count: -3 } };
const saturday = { weekday: 'saturday' };

describe('Recurrence', () => {
  it('reads what people write, and says what they left out', () => {
    const written = '{"frequency":"monthly","monthDays":[-1],"until":"۱۴۰۶/۱۲/۲۹","except":["1405/9/30"]}';
    expect(parseJsonWith(Recurrence, written)._unsafeUnwrap()).toEqual({
      frequency: 'monthly',
      interval: 1,
      monthDays: [-1],
      monthEnd: 'clamp',
      until: parseJalali('1406/12/29')._unsafeUnwrap(),
      except: [parseJalali('1405/09/30')._unsafeUnwrap()],
    });
  });

  it.each([
    ['every day', { frequency: 'daily' }],
    ['the widest bounds', { ...monthly, interval: 1_000, count: 100_000, monthDays: [31, -31], months: [1, 12] }],
    ['an nth weekday of a month', { ...monthly, weekdays: [{ weekday: 'friday', nth: -5 }] }],
    ['an nth weekday of a month of the year', { frequency: 'yearly', months: [7], weekdays: [{ weekday: 'friday', nth: 5 }] }],
    ['weekdays of a yearly rule', { frequency: 'yearly', weekdays: [saturday] }],
    ['days of the month in a daily rule', { frequency: 'daily', monthDays: [1, 15] }],
    ['the last day of the table', { ...monthly, until: '1498/12/30' }],
    ['days beside a holiday', { ...holiday, offset: { unit: 'workingDays', count: 366 }, count: 1 }],
  ])('accepts %s', (_, input) => {
    expect(codesOf(input)).toBe('accepted');
  });

  it.each([
    ['no object', 'monthly', 'value.type'],
    ['a list', [monthly], 'value.type'],
    ['nothing', undefined, 'value.required'],
    ['null', null, 'value.type'],
    ['no frequency', {}, 'frequency value.option'],
    ['a frequency of hours', { frequency: 'hourly' }, 'frequency value.option'],
    ['a frequency in capitals', { frequency: 'DAILY' }, 'frequency value.option'],
    ['a frequency that is a number', { frequency: 1 }, 'frequency value.option'],
    ['an unknown field', { ...monthly, byEaster: 1 }, 'value.unknownKey'],
    ['a first day, which is given apart', { ...monthly, first: '1405/01/01' }, 'value.unknownKey'],
    ['a field of holidays in a monthly rule', { ...monthly, holiday: 'fitr' }, 'value.unknownKey'],
    ['an interval of 0', { ...monthly, interval: 0 }, 'interval value.tooSmall'],
    ['an interval below 0', { ...monthly, interval: -2 }, 'interval value.tooSmall'],
    ['an interval of 1.5', { ...monthly, interval: 1.5 }, 'interval value.type'],
    ['an interval of 1001', { ...monthly, interval: 1_001 }, 'interval value.tooBig'],
    ['an interval in digits of a text', { ...monthly, interval: '2' }, 'interval value.type'],
    ['an interval that is no number', { ...monthly, interval: Number.NaN }, 'interval value.type'],
    ['an endless interval', { ...monthly, interval: Number.POSITIVE_INFINITY }, 'interval value.type'],
    ['an interval of null', { ...monthly, interval: null }, 'interval value.type'],
    ['month 0', { ...monthly, months: [0] }, 'months.0 value.tooSmall'],
    ['month 13', { ...monthly, months: [13] }, 'months.0 value.tooBig'],
    ['month 1.5', { ...monthly, months: [1, 1.5] }, 'months.1 value.type'],
    ['a month by its name', { ...monthly, months: ['mehr'] }, 'months.0 value.type'],
    ['a month outside a list', { ...monthly, months: 7 }, 'months value.type'],
    ['no month at all', { ...monthly, months: [] }, 'months value.tooSmall'],
    ['thirteen months', { ...monthly, months: Array.from({ length: 13 }, () => 1) }, 'months value.tooBig'],
    ['day 0', { ...monthly, monthDays: [0] }, 'monthDays.0 value.format'],
    ['day 32', { ...monthly, monthDays: [32] }, 'monthDays.0 value.tooBig'],
    ['day -32', { ...monthly, monthDays: [-32] }, 'monthDays.0 value.tooSmall'],
    ['day 1.5', { ...monthly, monthDays: [1.5] }, 'monthDays.0 value.type'],
    ['a day in Persian digits of a text', { ...monthly, monthDays: ['۱۵'] }, 'monthDays.0 value.type'],
    ['no day at all', { ...monthly, monthDays: [] }, 'monthDays value.tooSmall'],
    ['days of the month in a weekly rule', { frequency: 'weekly', monthDays: [1] }, 'frequency value.inconsistent'],
    ['a weekday in Persian', { ...monthly, weekdays: [{ weekday: 'شنبه' }] }, 'weekdays.0.weekday value.option'],
    ['a weekday cut short', { ...monthly, weekdays: [{ weekday: 'sat' }] }, 'weekdays.0.weekday value.option'],
    ['a weekday in capitals', { ...monthly, weekdays: [{ weekday: 'Saturday' }] }, 'weekdays.0.weekday value.option'],
    ['a weekday as a bare text', { ...monthly, weekdays: ['saturday'] }, 'weekdays.0 value.type'],
    ['no weekday in its place', { ...monthly, weekdays: [{ nth: 1 }] }, 'weekdays.0.weekday value.required'],
    ['no weekday at all', { ...monthly, weekdays: [] }, 'weekdays value.tooSmall'],
    ['the 6th Saturday', { ...monthly, weekdays: [{ ...saturday, nth: 6 }] }, 'weekdays.0.nth value.tooBig'],
    ['the 0th Saturday', { ...monthly, weekdays: [{ ...saturday, nth: 0 }] }, 'weekdays.0.nth value.format'],
    ['the 6th Saturday from the end', { ...monthly, weekdays: [{ ...saturday, nth: -6 }] }, 'weekdays.0.nth value.tooSmall'],
    ['the 1.5th Saturday', { ...monthly, weekdays: [{ ...saturday, nth: 1.5 }] }, 'weekdays.0.nth value.type'],
    ['a weekday with more to it', { ...monthly, weekdays: [{ ...saturday, week: 1 }] }, 'weekdays.0 value.unknownKey'],
    ['an nth weekday of a week', { frequency: 'weekly', weekdays: [{ ...saturday, nth: 1 }] }, 'frequency value.inconsistent'],
    ['an nth weekday of a day', { frequency: 'daily', weekdays: [{ ...saturday, nth: 1 }] }, 'frequency value.inconsistent'],
    ['an nth weekday of a whole year', { frequency: 'yearly', weekdays: [{ ...saturday, nth: 1 }] }, 'frequency value.inconsistent'],
    ['an unknown month end', { ...monthly, monthEnd: 'overflow' }, 'monthEnd value.option'],
    ['a month end in the words of RFC 7529', { ...monthly, monthEnd: 'BACKWARD' }, 'monthEnd value.option'],
    ['a count of 0', { ...monthly, count: 0 }, 'count value.tooSmall'],
    ['a count below 0', { ...monthly, count: -1 }, 'count value.tooSmall'],
    ['a count of 1.5', { ...monthly, count: 1.5 }, 'count value.type'],
    ['a count without bound', { ...monthly, count: 100_001 }, 'count value.tooBig'],
    ['both ends', { ...monthly, count: 1, until: '1405/01/01' }, 'until value.inconsistent'],
    ['an end in a Gregorian year', { ...monthly, until: '2026/11/23' }, 'until date.notInCalendar'],
    ['an end before 1304', { ...monthly, until: '1303/12/29' }, 'until date.notInCalendar'],
    ['an end after 1498', { ...monthly, until: '1499/01/01' }, 'until date.notInCalendar'],
    ['an end on 30 Esfand of a common year', { ...monthly, until: '1404/12/30' }, 'until date.notInCalendar'],
    ['an end on 31 Mehr', { ...monthly, until: '1405/07/31' }, 'until date.notInCalendar'],
    ['an end as a number of days', { ...monthly, until: 20_000 }, 'until value.type'],
    ['an end with a time of day', { ...monthly, until: '1405/01/01T00:00' }, 'until value.format'],
    ['an end as iCalendar writes it', { ...monthly, until: '14050101' }, 'until value.format'],
    ['an exception that is no day', { ...monthly, except: ['1405/01/32'] }, 'except.0 date.notInCalendar'],
    ['an exception outside a list', { ...monthly, except: '1405/01/01' }, 'except value.type'],
    ['no exception at all', { ...monthly, except: [] }, 'except value.tooSmall'],
    ['too many exceptions', { ...monthly, except: Array.from({ length: 10_001 }, () => '1405/01/01') }, 'except value.tooBig'],
    ['no holiday', { frequency: 'holiday', offset: holiday.offset }, 'holiday value.required'],
    ['an unknown holiday', { ...holiday, holiday: 'yalda' }, 'holiday value.option'],
    ['a holiday by its Persian name', { ...holiday, holiday: 'عید فطر' }, 'holiday value.option'],
    ['no offset', { frequency: 'holiday', holiday: 'fitr' }, 'offset value.required'],
    ['an offset of months', { ...holiday, offset: { unit: 'jalaliMonths', count: 1 } }, 'offset.unit value.option'],
    ['an offset without a count', { ...holiday, offset: { unit: 'days' } }, 'offset.count value.required'],
    ['an offset of half a day', { ...holiday, offset: { unit: 'days', count: 0.5 } }, 'offset.count value.type'],
    ['an offset of more than a year', { ...holiday, offset: { unit: 'days', count: -367 } }, 'offset.count value.tooSmall'],
    ['an offset with more to it', { ...holiday, offset: { ...holiday.offset, hours: 1 } }, 'offset value.unknownKey'],
    ['an interval of holidays', { ...holiday, interval: 2 }, 'value.unknownKey'],
    ['both ends of a rule of holidays', { ...holiday, count: 1, until: '1405/01/01' }, 'until value.inconsistent'],
  ])('refuses %s', (_, input, codes) => {
    expect(codesOf(input)).toBe(codes);
  });
});
