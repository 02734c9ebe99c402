import { describe, expect, it } from 'vitest';
import type { EpochDay } from './epoch-day.ts';
import { formatJalaliLong, parseJalali } from './jalali-text.ts';
import { parseLocalTime } from './local-time.ts';
import { type Coverage, coverageGaps, onDuty, ShiftRoster } from './shift-roster.ts';

const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();
const timeOf = (text: string) => parseLocalTime(text)._unsafeUnwrap();

const shifts = [
  { id: 'morning', label: { fa: 'صبح', en: 'morning' }, starts: '06:00', ends: '14:00' },
  { id: 'evening', label: { fa: 'عصر', en: 'evening' }, starts: '14:00', ends: '22:00' },
  { id: 'night', label: { fa: 'شب', en: 'night' }, starts: '22:00', ends: '06:00' },
];
const cycle = ['morning', 'morning', 'evening', 'evening', 'night', 'night', null, null];

/** Four crews, two days on each shift and two days of rest, each crew two days behind the one before. */
const online = ShiftRoster.parse({
  id: 'online',
  shifts,
  rotations: ['1405/09/01', '1405/09/03', '1405/09/05', '1405/09/07'].map((from, index) => ({ crew: `crew-${index + 1}`, from, cycle })),
});
const covered = (roster: ShiftRoster, from: string, to: string): Coverage => coverageGaps(roster, dayOf(from), dayOf(to))._unsafeUnwrap();

describe('coverageGaps', () => {
  it('finds none where four crews take turns around the clock', () => {
    expect(covered(online, '1405/09/08', '1405/12/29')).toEqual({
      gaps: [],
      coveredMinutes: 112 * 1_440,
      overlapFreeMinutes: 112 * 1_440,
    });
  });

  it('names the night and the day that a crew on leave leaves open', () => {
    const [first, ...others] = online.rotations;
    const onLeave = { ...online, rotations: [{ ...first, to: dayOf('1405/09/12') } as (typeof online.rotations)[0], ...others] };
    // Crew 1 would have worked the nights of 13 and 14 Azar, and the mornings of 17 and 18.
    expect(covered(onLeave, '1405/09/12', '1405/09/17').gaps).toEqual([
      { starts: { day: dayOf('1405/09/13'), time: timeOf('22:00') }, minutes: 480 },
      { starts: { day: dayOf('1405/09/14'), time: timeOf('22:00') }, minutes: 480 },
      { starts: { day: dayOf('1405/09/17'), time: timeOf('06:00') }, minutes: 480 },
    ]);
  });

  it('counts the night of the day before for the first morning, and of the last night what lies before midnight', () => {
    const nights = { ...online, rotations: [{ crew: 'night-owls', from: dayOf('1405/09/01'), cycle: ['night'] }] };
    expect(covered(nights, '1405/09/02', '1405/09/02')).toEqual({
      gaps: [{ starts: { day: dayOf('1405/09/02'), time: timeOf('06:00') }, minutes: 960 }],
      coveredMinutes: 480,
      overlapFreeMinutes: 480,
    });
    expect(covered(nights, '1405/09/01', '1405/09/01').gaps).toEqual([
      { starts: { day: dayOf('1405/09/01'), time: timeOf('00:00') }, minutes: 1_320 },
    ]);
  });

  it('tells covered minutes from those with one crew alone', () => {
    const crew = { crew: 'a', from: dayOf('1405/09/01'), cycle: ['morning', 'evening'] };
    const double = { ...online, rotations: [crew, { ...crew, crew: 'b' }] };
    const staggered = { ...online, rotations: [crew, { ...crew, crew: 'b', from: dayOf('1405/09/02') }] };
    expect(covered(double, '1405/09/02', '1405/09/03')).toMatchObject({ coveredMinutes: 960, overlapFreeMinutes: 0 });
    expect(covered(staggered, '1405/09/02', '1405/09/03')).toMatchObject({ coveredMinutes: 1_920, overlapFreeMinutes: 1_920 });
  });

  it('is one long gap where nobody works', () => {
    expect(covered({ ...online, rotations: [] }, '1405/09/01', '1405/09/02')).toEqual({
      gaps: [{ starts: { day: dayOf('1405/09/01'), time: 0 }, minutes: 2_880 }],
      coveredMinutes: 0,
      overlapFreeMinutes: 0,
    });
  });
});

describe('onDuty', () => {
  const namesAt = (jalali: string, time: string): string[] =>
    onDuty(online, { day: dayOf(jalali), time: timeOf(time) })
      ._unsafeUnwrap()
      .map(({ crew, shift, day }) => `${crew}, ${shift} of ${formatJalaliLong(day, 'en')}`);

  it('gives a night to the day on which it starts', () => {
    expect(namesAt('1405/09/13', '21:59')).toEqual(['crew-2, evening of Friday 13 Azar 1405']);
    expect(namesAt('1405/09/13', '22:00')).toEqual(['crew-1, night of Friday 13 Azar 1405']);
    expect(namesAt('1405/09/14', '05:59')).toEqual(['crew-1, night of Friday 13 Azar 1405']);
    expect(namesAt('1405/09/14', '06:00')).toEqual(['crew-3, morning of Saturday 14 Azar 1405']);
  });
});
