import { describe, expect, it } from 'vitest';
import { Recurrence } from './recurrence.ts';
import { recurrenceText } from './recurrence-text.ts';

describe('recurrenceText', () => {
  it.each([
    [{ frequency: 'daily' }, 'هر روز', 'every day'],
    [{ frequency: 'daily', interval: 10, count: 3 }, 'هر ۱۰ روز یک بار؛ ۳ بار', 'every 10 days; 3 times'],
    [
      { frequency: 'daily', weekdays: [{ weekday: 'saturday' }, { weekday: 'monday' }], months: [1] },
      'هر روز، اگر شنبه یا دوشنبه باشد، در فروردین',
      'every day, if it is Saturday or Monday, in Farvardin',
    ],
    [{ frequency: 'weekly' }, 'هر هفته، همان روزی از هفته که آغاز شده است', 'every week, on the day of the week on which it begins'],
    [
      { frequency: 'weekly', interval: 2, weekdays: [{ weekday: 'saturday' }, { weekday: 'monday' }, { weekday: 'wednesday' }] },
      'هر ۲ هفته یک بار، شنبه، دوشنبه و چهارشنبه',
      'every 2 weeks, on Saturday, Monday and Wednesday',
    ],
    [{ frequency: 'monthly', monthDays: [1, -1] }, 'هر ماه، روز ۱ و روز آخر', 'every month, on day 1 and the last day'],
    [{ frequency: 'monthly', monthDays: [-3], interval: 6 }, 'هر ۶ ماه یک بار، روز ۳ از آخر', 'every 6 months, on day 3 from the end'],
    [
      { frequency: 'monthly', monthDays: [31], monthEnd: 'skip' },
      'هر ماه، روز ۳۱؛ ماهی که آن روز را ندارد کنار می‌رود',
      'every month, on day 31; months that lack that day are left out',
    ],
    [
      { frequency: 'monthly' },
      'هر ماه، همان روزی از ماه که آغاز شده است؛ در ماهی که آن روز را ندارد، روز پیش از آن',
      'every month, on the day of the month on which it begins; where a month lacks that day, the day before it',
    ],
    [
      { frequency: 'monthly', monthDays: [30], months: [7, 8] },
      'هر ماه، روز ۳۰، در مهر و آبان',
      'every month, on day 30, in Mehr and Aban',
    ],
    [
      {
        frequency: 'monthly',
        weekdays: [
          { weekday: 'saturday', nth: 1 },
          { weekday: 'friday', nth: -1 },
          { weekday: 'friday', nth: -2 },
        ],
      },
      'هر ماه، نخستین شنبه، آخرین جمعه و دومین جمعه از آخر',
      'every month, on the first Saturday, the last Friday and the second Friday from the end',
    ],
    [
      { frequency: 'monthly', monthDays: [13], weekdays: [{ weekday: 'friday' }] },
      'هر ماه، روز ۱۳، اگر جمعه باشد',
      'every month, on day 13, if it is Friday',
    ],
    [
      { frequency: 'yearly', weekdays: [{ weekday: 'friday' }], months: [9] },
      'هر سال، هر جمعه، در آذر',
      'every year, on every Friday, in Azar',
    ],
    [
      { frequency: 'yearly', months: [12], monthDays: [30], monthEnd: 'next' },
      'هر سال، ۳۰ اسفند؛ در ماهی که آن روز را ندارد، روز پس از آن',
      'every year, on 30 Esfand; where a month lacks that day, the day after it',
    ],
    [{ frequency: 'yearly', months: [1], monthDays: [31] }, 'هر سال، ۳۱ فروردین', 'every year, on 31 Farvardin'],
    [{ frequency: 'yearly', monthDays: [1] }, 'هر سال، روز ۱، در همهٔ ماه‌ها', 'every year, on day 1, in every month'],
    [
      { frequency: 'yearly', months: [2, 3] },
      'هر سال، همان روزی از ماه که آغاز شده است، در اردیبهشت و خرداد',
      'every year, on the day of the month on which it begins, in Ordibehesht and Khordad',
    ],
    [
      { frequency: 'holiday', holiday: 'fitr', offset: { unit: 'workingDays', count: -3 }, until: '1406/01/01' },
      '۳ روز کاری پیش از عید فطر؛ تا ۱۴۰۶/۰۱/۰۱',
      '3 working days before Fitr; until 1406/01/01',
    ],
    [{ frequency: 'holiday', holiday: 'nowruz', offset: { unit: 'days', count: 1 } }, '۱ روز پس از نوروز', '1 day after Nowruz'],
    [
      { frequency: 'holiday', holiday: 'ashura', offset: { unit: 'days', count: 0 }, count: 1 },
      'در روز عاشورای حسینی؛ ۱ بار',
      'on Ashura; once',
    ],
    [
      { frequency: 'daily', except: ['1405/09/02', '1405/09/03'] },
      'هر روز؛ به‌جز ۱۴۰۵/۰۹/۰۲ و ۱۴۰۵/۰۹/۰۳',
      'every day; except 1405/09/02 and 1405/09/03',
    ],
    [
      { frequency: 'daily', except: ['1405/09/02', '1405/09/03', '1405/09/04', '1405/09/05'] },
      'هر روز؛ به‌جز ۴ روز',
      'every day; except 4 days',
    ],
  ])('words %j', (written, fa, en) => {
    const rule = Recurrence.parse(written);
    expect(recurrenceText(rule, 'fa')).toBe(fa);
    expect(recurrenceText(rule, 'en')).toBe(en);
  });
});
