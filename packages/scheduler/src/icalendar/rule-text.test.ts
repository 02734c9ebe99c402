import { describe, expect, it } from 'vitest';
import { parseRuleText } from './rule-text.ts';

const plain = { frequency: 'monthly', interval: 1, weekStart: 'monday', scale: 'gregorian', monthEnd: 'skip' };

describe('parseRuleText', () => {
  it('says of absent parts nothing, but what the standards take for them', () => {
    expect(parseRuleText('FREQ=MONTHLY')._unsafeUnwrap()).toStrictEqual(plain);
  });

  it('reads every part, in any order and case', () => {
    const text = 'bymonth=1,12;SKIP=backward;wkst=Su;freq=Monthly;byday=mo,+2Tu,-1fr,5SA;Rscale=persian;ByMonthDay=31,+1,-31;interval=1000';
    expect(parseRuleText(`${text};COUNT=100000`)._unsafeUnwrap()).toStrictEqual({
      ...{
        frequency: 'monthly',
        interval: 1_000,
        weekStart: 'sunday',
        scale: 'persian',
        monthEnd: 'clamp',
        months: [1, 12],
        count: 100_000,
      },
      monthDays: [31, 1, -31],
      weekdays: [{ weekday: 'monday' }, { weekday: 'tuesday', nth: 2 }, { weekday: 'friday', nth: -1 }, { weekday: 'saturday', nth: 5 }],
    });
    expect(parseRuleText('FREQ=MONTHLY;UNTIL=20260501')._unsafeUnwrap()).toStrictEqual({ ...plain, until: '20260501' });
  });

  it('takes lists of 77 items and not one more', () => {
    const list = (count: number) => `FREQ=MONTHLY;BYDAY=${Array<string>(count).fill('MO').join()}`;
    expect(parseRuleText(list(77))._unsafeUnwrap().weekdays).toHaveLength(77);
    expect(parseRuleText(list(78))._unsafeUnwrapErr().code).toBe('icalendar.rule.weekdayInvalid');
  });

  it.each([
    ['FREQ=MONTHLY;1COUNT=2', 'format'],
    ['FREQ=MONTHLY; COUNT=2', 'format'],
    ['FREQ=MONTHLY;COUNT=2=3', 'format'],
    ['FREQ=MONTHLY;COUNT=', 'format'],
    ['FREQ=MONTHLY;INTERVAL=1001', 'intervalInvalid'],
    ['FREQ=MONTHLY;INTERVAL=+1', 'intervalInvalid'],
    ['FREQ=MONTHLY;COUNT=100001', 'countInvalid'],
    ['FREQ=MONTHLY;COUNT=1e3', 'countInvalid'],
    ['FREQ=MONTHLY;BYMONTH=0', 'monthInvalid'],
    ['FREQ=MONTHLY;BYMONTH=-1', 'monthInvalid'],
    ['FREQ=MONTHLY;BYMONTHDAY=-32', 'monthDayInvalid'],
    ['FREQ=MONTHLY;BYMONTHDAY=-0', 'monthDayInvalid'],
    ['FREQ=MONTHLY;BYMONTHDAY=1-2', 'monthDayInvalid'],
    ['FREQ=MONTHLY;BYMONTHDAY=--1', 'monthDayInvalid'],
    ['FREQ=MONTHLY;BYMONTHDAY=5,', 'monthDayInvalid'],
    ['FREQ=MONTHLY;BYDAY=MON', 'weekdayInvalid'],
    ['FREQ=MONTHLY;BYDAY=0MO', 'weekdayInvalid'],
    ['FREQ=MONTHLY;BYDAY=-6MO', 'weekdayInvalid'],
    ['FREQ=MONTHLY;BYDAY=+MO', 'weekdayInvalid'],
    ['FREQ=MONTHLY;BYDAY=11MO', 'weekdayInvalid'],
    ['FREQ=MONTHLY;BYDAY=M1O', 'weekdayInvalid'],
    ['FREQ=MONTHLY;BYDAY=MO,XX', 'weekdayInvalid'],
    ['FREQ=MONTHLY;WKST=MO,TU', 'weekStartInvalid'],
    ['FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=', 'format'],
    // The first part that is wrong, by the order of the checks and not of the text.
    ['BYDAY=XX;COUNT=0;FREQ=MONTHLY', 'countInvalid'],
    ['COUNT=0;BYSETPOS=1;FREQ=MONTHLY', 'partUnsupported'],
  ])('refuses %s', (text, code) => {
    expect(parseRuleText(text)._unsafeUnwrapErr().code).toBe(`icalendar.rule.${code}`);
  });

  it('looks at the last of many parts', () => {
    const known = ['FREQ=DAILY', 'INTERVAL=1', 'COUNT=1', 'UNTIL=1', 'RSCALE=PERSIAN', 'SKIP=OMIT', 'WKST=MO', 'BYMONTH=1', 'BYMONTHDAY=1'];
    const unsupported = ['BYSECOND=1', 'BYMINUTE=1', 'BYHOUR=1', 'BYYEARDAY=1', 'BYWEEKNO=1', 'BYSETPOS=1'];
    const every = [...known, 'BYDAY=MO', ...unsupported];
    const codeOf = (parts: readonly string[]) => parseRuleText(parts.join(';'))._unsafeUnwrapErr().code;
    expect(codeOf(every)).toBe('icalendar.rule.partUnsupported');
    expect(codeOf([...every, 'BYMOON=1'])).toBe('icalendar.rule.partUnknown');
    expect(codeOf([...every, 'COUNT=1'])).toBe('icalendar.rule.partRepeated');
  });
});
