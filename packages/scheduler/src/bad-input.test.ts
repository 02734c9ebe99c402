import { Instant } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import type { CalendarErrorCode } from './calendar-error.ts';
import { addDays, type EpochDay, epochDay, FIRST_DAY, LAST_DAY } from './epoch-day.ts';
import { extendedJalali, extendedJalaliOf } from './extended-jalali.ts';
import { dayOfDate, instantOfDate, parseJalaliFa } from './jalali.ts';
import { addJalaliMonths, addJalaliYears, daysInJalaliMonth, epochDayOfJalali, isJalaliLeapYear, jalaliDate } from './jalali-date.ts';
import { addJalaliPeriod } from './jalali-period.ts';
import { jalaliSeries } from './jalali-series.ts';
import { parseJalali } from './jalali-text.ts';
import { localTime, parseLocalTime } from './local-time.ts';
import { exactInstant, fromInstant } from './tehran-time.ts';

/** What somebody may hand in, and the code with which it is refused. A case, once here, stays. */
type BadInput = readonly [code: CalendarErrorCode, ...input: readonly (string | number)[]];
type Answer = { isErr(): boolean; _unsafeUnwrapErr(): { readonly kind: string; readonly code: CalendarErrorCode } };

const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();
const [NOT_A_NUMBER, INFINITY, HUGE] = [Number.NaN, Number.POSITIVE_INFINITY, 1e308];

const NO_JALALI_TEXT: readonly BadInput[] = [
  ...['', ' ', '0', 'null', 'NaN', 'امروز', '1405', '1405/', '1405/09', '1405/09/', '/09/02', '1405//02', '1405/09/02/'].map(badFormat),
  ...[' 1405/09/02', '1405/09/02 ', '1405 /09/02', '1405/ 9/02', '1405\t09\t02', '1405/09/02\n', '1405\u00a09\u00a02'].map(badFormat),
  ...['14050902', '140509/02', '1405.09.02', '1405/09-02', '1405-09/02', '1405_09_02', '1405،09،02', '1405٫09٫02', '1405\\09\\02'].map(
    badFormat,
  ),
  ...['05/09/02', '405/09/02', '01405/09/2', '1405/009/02', '1405/09/002', '02/09/1405', '2/9/1405', '9/2/2026'].map(badFormat),
  ...['-1405/09/02', '+1405/09/02', '1405/-9/02', '1405/+9/02', '1405/09/-2', '1405/9.5/2', '1405/9/1.5', '1e3/09/02', '0x57D/9/2'].map(
    badFormat,
  ),
  ...[
    '\u200f1405/9/2',
    '\u200e1405/9/2',
    '1405\u200f/9/2',
    '1405/9/2\u200e',
    '\u202b1405/9/2',
    '1405/9/2\u202c',
    '\u20671405/9/2',
    '\ufeff1405/9/2',
  ].map(badFormat),
  ...[
    '1405/9\u200c/2',
    '1405/९/02',
    '１４０５/９/２',
    '1405/IX/02',
    '۱۴۰۵/آذر/۰۲',
    '1405/09/02T00',
    '2026-11-23T00:00Z',
    '1405/09/02'.repeat(1_000),
  ].map(badFormat),
  ['date.notInCalendar', '1404/12/30'],
  ['date.notInCalendar', '1405/12/30'],
  ['date.notInCalendar', '۱۴۰۴/۱۲/۳۰'],
  ['date.notInCalendar', '1403/12/31'],
  ['date.notInCalendar', '1405/07/31'],
  ['date.notInCalendar', '۱۴۰۵/۰۷/۳۱'],
  ['date.notInCalendar', '١٤٠٥/١١/٣١'],
  ['date.notInCalendar', '۱۴05/۰7/31'],
  ['date.notInCalendar', '1405/01/32'],
  ['date.notInCalendar', '1405/09/00'],
  ['date.notInCalendar', '1405/00/02'],
  ['date.notInCalendar', '1405/13/02'],
  ['date.notInCalendar', '1405/23/11'],
  ['date.notInCalendar', '1405/99/99'],
  ['date.outOfRange', '2026/11/23'],
  ['date.outOfRange', '2026-11-23'],
  ['date.outOfRange', '۲۰۲۶/۱۱/۲۳'],
  ['date.outOfRange', '1983/01/01'],
  ['date.outOfRange', '0000/00/00'],
  ['date.outOfRange', '0000/01/01'],
  ['date.outOfRange', '0001/01/01'],
  ['date.outOfRange', '0005/09/02'],
  ['date.outOfRange', '1303/12/29'],
  ['date.outOfRange', '1303/12/30'],
  ['date.outOfRange', '1499/01/01'],
  ['date.outOfRange', '1503/01/01'],
  ['date.outOfRange', '9999/06/13'],
];

const NO_JALALI_FIELDS: readonly BadInput[] = [
  ...[
    0,
    -0,
    -1,
    1,
    99,
    405,
    1303,
    1499,
    1503,
    1983,
    2026,
    14_050,
    -1405,
    1404.5,
    1405.000001,
    1e21,
    HUGE,
    NOT_A_NUMBER,
    INFINITY,
    -INFINITY,
  ].map((year): BadInput => ['date.outOfRange', year, 9, 2]),
  ...[0, -0, -1, 13, 1.5, 9.999, 12.000001, 1e9, HUGE, NOT_A_NUMBER, INFINITY, -INFINITY].map(
    (month): BadInput => ['date.notInCalendar', 1405, month, 2],
  ),
  ...[0, -0, -1, 31, 32, 1.5, 0.999, 29.5, 1e9, HUGE, NOT_A_NUMBER, INFINITY, -INFINITY].map(
    (day): BadInput => ['date.notInCalendar', 1405, 9, day],
  ),
  ['date.notInCalendar', 1404, 12, 30],
  ['date.notInCalendar', 1437, 12, 30],
  ['date.notInCalendar', 1470, 12, 30],
  ['date.notInCalendar', 1403, 12, 31],
  ['date.notInCalendar', 1405, 7, 31],
  ['date.notInCalendar', 1405, 6, 32],
];

const NO_DAY_NUMBER: readonly BadInput[] = [
  ...[NOT_A_NUMBER, INFINITY, -INFINITY, 0.5, -0.5, FIRST_DAY + 0.25, 1e-300].map((days): BadInput => ['count.notInteger', days]),
  ...[FIRST_DAY - 1, LAST_DAY + 1, -2_147_483_648, 2_147_483_647, Number.MAX_SAFE_INTEGER, HUGE, -HUGE].map(
    (days): BadInput => ['date.outOfRange', days],
  ),
];

const NO_COUNT: readonly BadInput[] = [
  ...[1.5, 0.5, -0.25, NOT_A_NUMBER, INFINITY, -INFINITY].map((count): BadInput => ['count.notInteger', count]),
  ...[1e6, -1e6, Number.MAX_SAFE_INTEGER, HUGE, -HUGE].map((count): BadInput => ['date.outOfRange', count]),
];

const NO_TIME_TEXT: readonly BadInput[] = [
  '',
  ' ',
  '7:5',
  '7:05',
  '07:5',
  '9',
  '09',
  '0900',
  '09:00:00',
  '24:00',
  '24:01',
  '25:00',
  '23:60',
  '12:99',
  '99:99',
  '-1:00',
  '+9:00',
  '-0:00',
  '09-30',
  '09.30',
  '09：30',
  '09:30 ',
  ' 09:30',
  '09 :30',
  '9:30 AM',
  '09:3۰۰',
  '\u200f09:30',
  '09:30\u200e',
  '0९:30',
  '0x:10',
  '1e:00',
  'نه:سی',
  '09:30Z',
  '۲۴:۰۰',
  '۰۹:۶۰',
].map((text) => ['time.format', text]);

const NO_CLOCK: readonly BadInput[] = [
  [24, 0],
  [25, 0],
  [-1, 0],
  [9, 60],
  [9, -1],
  [23, 60],
  [9.5, 0],
  [9, 30.5],
  [NOT_A_NUMBER, 0],
  [9, NOT_A_NUMBER],
  [INFINITY, 0],
  [9, INFINITY],
  [HUGE, 0],
  [0, 1_439],
].map((clock) => ['time.outOfRange', ...clock]);

const OUTSIDE_EXTENDED: readonly BadInput[] = [
  ...[0, 1, 1205, 1503, 2026, 1405.5, NOT_A_NUMBER, INFINITY].map((year): BadInput => ['date.unsettled', year, 1, 1]),
  ['date.notInCalendar', 1303, 12, 30],
  ['date.notInCalendar', 1499, 12, 30],
  ['date.notInCalendar', 1250, 7, 31],
  ['date.notInCalendar', 1250, 0, 1],
  ['date.notInCalendar', 1250, 13, 1],
  ['date.notInCalendar', 1250, 1, 0],
  ['date.notInCalendar', 1250, 1, NOT_A_NUMBER],
  ['date.notInCalendar', 1250, 1.5, 1],
];

const TABLES: readonly (readonly [name: string, cases: readonly BadInput[], refuse: (...input: never[]) => Answer])[] = [
  ['parseJalali', NO_JALALI_TEXT, (text: string) => parseJalali(text)],
  ['jalaliDate', NO_JALALI_FIELDS, jalaliDate],
  ['epochDayOfJalali', NO_JALALI_FIELDS, (year: number, month: number, day: number) => epochDayOfJalali({ year, month, day })],
  [
    'daysInJalaliMonth',
    NO_JALALI_FIELDS.filter(([, , month, day]) => month !== 9 && day === 2),
    (year: number, month: number) => daysInJalaliMonth(year, month),
  ],
  ['isJalaliLeapYear', NO_JALALI_FIELDS.filter(([code]) => code === 'date.outOfRange'), (year: number) => isJalaliLeapYear(year)],
  ['epochDay', NO_DAY_NUMBER, epochDay],
  ['addDays', NO_COUNT, (count: number) => addDays(dayOf('1405/09/02'), count)],
  ['addJalaliMonths', NO_COUNT, (count: number) => addJalaliMonths(dayOf('1405/09/02'), count)],
  ['addJalaliYears', NO_COUNT, (count: number) => addJalaliYears(dayOf('1405/09/02'), count)],
  ['addJalaliPeriod, years', NO_COUNT, (years: number) => addJalaliPeriod(dayOf('1405/09/02'), { years, months: 0, days: 0 })],
  ['addJalaliPeriod, months', NO_COUNT, (months: number) => addJalaliPeriod(dayOf('1405/09/02'), { years: 0, months, days: 0 })],
  ['addJalaliPeriod, days', NO_COUNT, (days: number) => addJalaliPeriod(dayOf('1405/09/02'), { years: 0, months: 0, days })],
  [
    'addJalaliMonths by reject',
    [1, 2, 3, 4, 5, 6, 13, -7].map((count) => ['month.tooShort', count]),
    (count: number) => addJalaliMonths(dayOf('1404/06/31'), count, 'reject'),
  ],
  [
    'addJalaliYears by reject',
    [1, 2, 3, 4, -1, -2, -3].map((count) => ['month.tooShort', count]),
    (count: number) => addJalaliYears(dayOf('1403/12/30'), count, 'reject'),
  ],
  [
    'jalaliSeries, step',
    [
      ['count.tooSmall', 0],
      ['count.tooSmall', -1],
      ['count.notInteger', 1.5],
      ['count.notInteger', NOT_A_NUMBER],
      ['date.outOfRange', 1e6],
    ],
    (everyMonths: number) => jalaliSeries(dayOf('1405/09/02'), { everyMonths, count: 3 }),
  ],
  [
    'jalaliSeries, count',
    [
      ['count.tooSmall', -1],
      ['count.notInteger', 1.5],
      ['count.notInteger', INFINITY],
      ['date.outOfRange', 1e6],
    ],
    (count: number) => jalaliSeries(dayOf('1405/09/02'), { everyMonths: 1, count }),
  ],
  ['parseLocalTime', NO_TIME_TEXT, (text: string) => parseLocalTime(text)],
  ['localTime', NO_CLOCK, localTime],
  [
    'exactInstant',
    [
      ['time.skipped', '1401/01/02', '00:30'],
      ['time.skipped', '1387/01/02', '00:00'],
      ['time.repeated', '1401/06/30', '23:30'],
    ],
    (jalali: string, time: string) => exactInstant(dayOf(jalali), parseLocalTime(time)._unsafeUnwrap()),
  ],
  [
    'fromInstant',
    ['0001-01-01T00:00:00Z', '1925-03-20T00:00:00Z', '2120-03-21T00:00:00Z', '9999-12-31T23:59:59Z'].map((text) => [
      'date.outOfRange',
      text,
    ]),
    (text: string) => fromInstant(Instant.parse(text)),
  ],
  ['extendedJalali', OUTSIDE_EXTENDED, (year: number, month: number, day: number) => extendedJalali({ year, month, day })],
  [
    'extendedJalaliOf',
    [
      ['date.unsettled', -52_151],
      ['date.unsettled', 56_329],
      ['date.unsettled', HUGE],
      ['count.notInteger', 0.5],
      ['count.notInteger', NOT_A_NUMBER],
    ],
    (days: number) => extendedJalaliOf(days),
  ],
  [
    'parseJalaliFa',
    [
      ['date.format', ''],
      ['date.format', '1405/9/2'],
      ['date.format', '1404/12/30'],
      ['date.format', '1405/09/02 '],
      ['date.format', '\u200f1405/09/02'],
      ['date.outOfRange', '2026/11/23'],
    ],
    (text: string) => parseJalaliFa(text, 'yyyy/MM/dd'),
  ],
  [
    'instantOfDate',
    [
      ['date.format', NOT_A_NUMBER],
      ['date.format', INFINITY],
      ['date.format', 8.64e15 + 1],
      ['date.outOfRange', 8.64e15],
      ['date.outOfRange', -8.64e15],
    ],
    (ms: number) => instantOfDate(new Date(ms)),
  ],
  [
    'dayOfDate',
    [
      ['date.format', NOT_A_NUMBER],
      ['date.outOfRange', -8.64e15],
      ['date.outOfRange', Date.UTC(1925, 2, 20)],
    ],
    (ms: number) => dayOfDate(new Date(ms)),
  ],
];

describe('bad input of civil time', () => {
  it.each(TABLES)('is refused by %s, each with its code', (_name, cases, refuse) => {
    for (const [code, ...input] of cases) {
      const answer = refuse(...(input as never[]));
      const shown = JSON.stringify(input.map(String)).slice(0, 120);
      expect({ input: shown, refused: answer.isErr() }).toEqual({ input: shown, refused: true });
      expect({ input: shown, error: answer._unsafeUnwrapErr() }).toEqual({ input: shown, error: { kind: 'calendarError', code } });
    }
  });

  it('is kept in at least 300 cases', () => {
    expect(TABLES.reduce((sum, [, cases]) => sum + cases.length, 0)).toBeGreaterThanOrEqual(300);
  });
});

function badFormat(text: string): BadInput {
  return ['date.format', text];
}
