import { Instant } from '@rahyar/domain';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill/full';
import { describe, expect, it } from 'vitest';
import { TEHRAN_TRANSITIONS } from './data/tehran-transitions.ts';
import { type EpochDay, FIRST_DAY, isoDateOf, LAST_DAY } from './epoch-day.ts';
import { formatJalali, parseJalali } from './jalali-text.ts';
import { type LocalTime, parseLocalTime } from './local-time.ts';
import { exactInstant, fromInstant, minutesBetween, startOfDayInstant, toInstant } from './tehran-time.ts';

const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();
const timeOf = (text: string): LocalTime => parseLocalTime(text)._unsafeUnwrap();
const wallAt = (text: string): string => {
  const { day, time } = fromInstant(Instant.parse(text))._unsafeUnwrap();
  return `${formatJalali(day, 'en')} ${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}`;
};

const intl = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tehran', dateStyle: 'short', timeStyle: 'short' });
const agreesWithIntl = (epochSecond: number): void => {
  const instant = `${new Date(epochSecond * 1000).toISOString().slice(0, 19)}Z`;
  const { day, time } = fromInstant(Instant.parse(instant))._unsafeUnwrap();
  const wall = `${isoDateOf(day)} ${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}`;
  if (wall !== intl.format(epochSecond * 1000)) expect(wall).toBe(intl.format(epochSecond * 1000));
};

describe('fromInstant', () => {
  it('reads the zone of Tehran', () => {
    expect(wallAt('2026-11-23T20:45:00Z')).toBe('1405/09/03 00:15');
    expect(wallAt('2026-11-23T20:45:59.999+00:00')).toBe('1405/09/03 00:15');
    expect(wallAt('2026-11-24T00:15:00+03:30')).toBe('1405/09/03 00:15');
    expect(wallAt('2026-11-23T15:45:00-05:00')).toBe('1405/09/03 00:15');
  });

  it('agrees with Intl around every change of the clock', () => {
    const recent = TEHRAN_TRANSITIONS.map(([at]) => at).filter((at) => at > 0);
    expect(recent).toHaveLength(69);
    for (const at of recent) for (let minutes = -150; minutes <= 150; minutes += 1) agreesWithIntl(at + minutes * 60);
  });

  it('agrees with Intl at any instant from 1936 to 2099', () => {
    fc.assert(fc.property(fc.integer({ min: -1_073_000_000, max: 4_102_000_000 }), agreesWithIntl), { numRuns: 2_000 });
  });

  it('refuses instants outside the strict range', () => {
    expect(fromInstant(Instant.parse('1900-01-01T00:00:00Z'))._unsafeUnwrapErr().code).toBe('date.outOfRange');
    expect(fromInstant(Instant.parse('2120-03-20T20:30:00Z'))._unsafeUnwrapErr().code).toBe('date.outOfRange');
  });
});

describe('toInstant', () => {
  it('writes an instant that the domain accepts', () => {
    expect(Instant.parse(toInstant(dayOf('1405/09/03'), timeOf('00:15')))).toBe('2026-11-23T20:45:00Z');
    expect(toInstant(dayOf('1400/02/01'), timeOf('09:00'))).toBe('2021-04-21T04:30:00Z');
  });

  it('moves a time that did not exist to as much later', () => {
    expect(wallAt(toInstant(dayOf('1401/01/02'), timeOf('00:30')))).toBe('1401/01/02 01:30');
    expect(wallAt(toInstant(dayOf('1314/03/22'), timeOf('00:02')))).toBe('1314/03/22 00:06');
  });

  it('takes the earlier of a time that came twice', () => {
    expect(toInstant(dayOf('1401/06/30'), timeOf('23:30'))).toBe('2022-09-21T19:00:00Z');
    expect(wallAt('2022-09-21T20:00:00Z')).toBe('1401/06/30 23:30');
  });

  it('is read back by fromInstant wherever the time existed', () => {
    const everyDay = fc.integer({ min: FIRST_DAY, max: LAST_DAY }).map((day) => day as EpochDay);
    const dayOfChange = fc
      .constantFrom(...TEHRAN_TRANSITIONS)
      .chain(([at]) => fc.constantFrom(-1, 0, 1).map((shift) => (Math.floor(at / 86_400) + shift) as EpochDay));
    fc.assert(
      fc.property(fc.oneof(everyDay, dayOfChange), fc.nat(1_439), (day, minutes) => {
        const read = fromInstant(toInstant(day, minutes as LocalTime))._unsafeUnwrap();
        const lateMinutes = (read.day - day) * 1_440 + read.time - minutes;
        expect([0, 4, 30, 60]).toContain(lateMinutes);
        if (day > dayOf('1401/06/31')) expect(lateMinutes).toBe(0);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** A day within one of a change of the clock, and any minute of it: where times are skipped or come twice. */
const nearChange = fc
  .tuple(
    fc
      .constantFrom(...TEHRAN_TRANSITIONS)
      .chain(([at]) => fc.constantFrom(-1, 0, 1).map((shift) => (Math.floor(at / 86_400) + shift) as EpochDay)),
    fc.oneof(fc.nat(1_439), fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1_350, max: 1_439 })),
  )
  .map(([day, minutes]) => ({ day, time: minutes as LocalTime }));

describe('exactInstant', () => {
  it.each([
    ['1401/01/02', '00:00', 'time.skipped'],
    ['1401/01/02', '00:59', 'time.skipped'],
    ['1401/06/30', '23:00', 'time.repeated'],
    ['1401/06/30', '23:59', 'time.repeated'],
    ['1314/03/22', '00:02', 'time.skipped'],
  ])('refuses %s %s with %s', (day, time, code) => {
    expect(exactInstant(dayOf(day), timeOf(time))._unsafeUnwrapErr().code).toBe(code);
  });

  it.each([
    ['1401/01/01', '23:59', '2022-03-21T20:29:00Z'],
    ['1401/01/02', '01:00', '2022-03-21T20:30:00Z'],
    ['1401/06/30', '22:59', '2022-09-21T18:29:00Z'],
    ['1401/06/31', '00:00', '2022-09-21T20:30:00Z'],
    ['1405/09/03', '00:15', '2026-11-23T20:45:00Z'],
  ])('reads %s %s', (day, time, instant) => {
    expect(exactInstant(dayOf(day), timeOf(time))._unsafeUnwrap()).toBe(instant);
  });

  it('refuses what Temporal rejects, and agrees with it on the rest, near every change of the clock', () => {
    let refused = 0;
    fc.assert(
      fc.property(nearChange, ({ day, time }) => {
        const civil = Temporal.PlainDateTime.from(isoDateOf(day)).add({ minutes: time });
        const instant = exactInstant(day, time);
        refused += instant.isErr() ? 1 : 0;
        const compatible = civil.toZonedDateTime('Asia/Tehran', { disambiguation: 'compatible' }).toInstant();
        expect(Temporal.Instant.from(toInstant(day, time)).equals(compatible)).toBe(true);
        if (instant.isOk()) expect(Temporal.Instant.from(instant.value).equals(compatible)).toBe(true);
        else expect(() => civil.toZonedDateTime('Asia/Tehran', { disambiguation: 'reject' })).toThrow(RangeError);
        if (instant.isOk()) expect(() => civil.toZonedDateTime('Asia/Tehran', { disambiguation: 'reject' })).not.toThrow();
      }),
      { numRuns: 2_000 },
    );
    expect(refused).toBeGreaterThan(50);
  });
});

describe('startOfDayInstant', () => {
  it('is 01:00 on 2 Farvardin 1401, the day that had no midnight', () => {
    expect(startOfDayInstant(dayOf('1401/01/02'))).toBe('2022-03-21T20:30:00Z');
    expect(wallAt('2022-03-21T20:30:00Z')).toBe('1401/01/02 01:00');
    expect(wallAt('2022-03-21T20:29:59Z')).toBe('1401/01/01 23:59');
  });

  it('is the first instant of its day: the second before belongs to the day before', () => {
    let withoutMidnight = 0;
    for (let day = (FIRST_DAY + 1) as EpochDay; day <= LAST_DAY; day = (day + 1) as EpochDay) {
      const start = startOfDayInstant(day);
      const at = fromInstant(start)._unsafeUnwrap();
      if (at.day !== day) expect.fail(isoDateOf(day));
      if (at.time !== 0) withoutMidnight += 1;
      const secondBefore = Instant.parse(new Date(Date.parse(start) - 1000).toISOString());
      if (fromInstant(secondBefore)._unsafeUnwrap().day !== day - 1) expect.fail(isoDateOf(day));
    }
    expect(withoutMidnight).toBe(34);
  });
});

describe('minutesBetween', () => {
  it('rounds down and knows the sign', () => {
    const [a, b] = [Instant.parse('2026-11-23T20:45:00Z'), Instant.parse('2026-11-24T20:44:59Z')];
    expect(minutesBetween(a, b)).toBe(1_439);
    expect(minutesBetween(b, a)).toBe(-1_440);
    expect(minutesBetween(a, a)).toBe(0);
  });
});
