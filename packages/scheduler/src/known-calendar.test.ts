import { type DivisionCode, Instant } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { Announcement } from './announcement.ts';
import type { EpochDay } from './epoch-day.ts';
import { parseJalali } from './jalali-text.ts';
import { workingCalendarAsKnown } from './known-calendar.ts';
import { alternativesAt, dayOffReasons, isWorkingDay, type WorkingCalendar, workingCalendar } from './working-calendar.ts';
import { WorkingCalendarData } from './working-calendar-data.ts';
import { spansOn } from './working-hours.ts';

const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();
const hours = [{ opens: '08:00', closes: '16:00' }];

const base = WorkingCalendarData.parse({
  weekly: { id: 'IR-FRI', periods: [{ from: '1304/01/01', off: ['friday'] }] },
  firstDay: '1405/01/01',
  lastDay: '1405/12/29',
  holidays: [{ day: '1405/12/19', key: 'fitr', status: 'predicted-uncertain' }],
  closures: [],
  hours: { id: 'office', periods: [{ from: '1304/01/01', week: { saturday: hours, sunday: hours } }], overlays: [] },
});

const log = [
  {
    id: 'week-law',
    knownAt: '2026-06-01T09:00:00+03:30',
    effectiveFrom: '1405/07/01',
    change: { kind: 'weekChanged', off: ['thursday', 'friday'] },
  },
  {
    id: 'heat',
    knownAt: '2026-07-27T20:00:00+03:30',
    effectiveFrom: '1405/05/06',
    change: { kind: 'closureAdded', until: '1405/05/07', reason: { fa: 'گرمای شدید', en: 'extreme heat' }, province: '06' },
  },
  {
    id: 'heat-ends',
    knownAt: '2026-07-28T21:00:00+03:30',
    effectiveFrom: '1405/05/07',
    change: { kind: 'closureWithdrawn', province: '06' },
  },
  {
    id: 'moon',
    knownAt: '2027-03-09T21:30:00+03:30',
    effectiveFrom: '1405/12/19',
    change: { kind: 'holidayMoved', key: 'fitr', to: '1405/12/20', status: 'announced' },
  },
  {
    id: 'ramadan-hours',
    knownAt: '2027-02-01T09:00:00+03:30',
    effectiveFrom: '1405/11/20',
    change: {
      kind: 'hoursChanged',
      week: { saturday: [{ opens: '09:00', closes: '14:00' }] },
      overlay: { until: '1405/12/18', reason: { fa: 'ماه رمضان', en: 'Ramadan' } },
    },
  },
].map((row) => Announcement.parse(row));

const dataOn = (instant: string, province?: string): WorkingCalendarData => ({
  ...workingCalendarAsKnown(base, log, Instant.parse(instant))._unsafeUnwrap(),
  province: province as DivisionCode | undefined,
});
const on = (instant: string, province?: string): WorkingCalendar => workingCalendar(dataOn(instant, province))._unsafeUnwrap();
const works = (calendar: WorkingCalendar, jalali: string): boolean => isWorkingDay(calendar, dayOf(jalali))._unsafeUnwrap();

describe('workingCalendarAsKnown', () => {
  it('knows a new week from the moment it was announced, for the days it is meant for', () => {
    // Thursday 26 Shahrivar and Thursday 2 Mehr.
    expect([works(on('2026-06-01T08:59:59+03:30'), '1405/07/02'), works(on('2026-06-01T05:30:00Z'), '1405/07/02')]).toEqual([true, false]);
    expect(works(on('2026-06-01T05:30:00Z'), '1405/06/26')).toBe(true);
  });

  it('closes a province alone, and opens it again when the closure is withdrawn', () => {
    // Tuesday 6 and Wednesday 7 Mordad, in Khuzestan and in Tehran.
    const evening = '2026-07-27T20:00:00+03:30';
    const nextEvening = '2026-07-28T21:00:00+03:30';
    expect(['1405/05/06', '1405/05/07'].map((day) => works(on(evening, '06'), day))).toEqual([false, false]);
    expect(['1405/05/06', '1405/05/07'].map((day) => works(on(nextEvening, '06'), day))).toEqual([false, true]);
    expect(works(on(evening, '23'), '1405/05/06')).toBe(true);
    expect(works(on(evening), '1405/05/06')).toBe(true);
    expect(dayOffReasons(on(evening, '06'), dayOf('1405/05/06'))._unsafeUnwrap()).toEqual([
      { kind: 'closure', reason: { fa: 'گرمای شدید', en: 'extreme heat' }, province: '06' },
    ]);
  });

  it('moves Eid when the moon was not seen', () => {
    const [before, after] = [on('2027-03-09T21:00:00+03:30'), on('2027-03-09T21:30:00+03:30')];
    // Wednesday 19 and Thursday 20 Esfand; by then Thursday is off in any case.
    expect(works(before, '1405/12/19')).toBe(false);
    expect(works(after, '1405/12/19')).toBe(true);
    expect(alternativesAt(before, dayOf('1405/12/19'))._unsafeUnwrap()).toHaveLength(1);
    expect(alternativesAt(after, dayOf('1405/12/19'))._unsafeUnwrap()).toEqual([]);
  });

  it('changes hours for some days, and back', () => {
    const openedOn = (instant: string, jalali: string): unknown => {
      const { hours: known } = dataOn(instant);
      return known && spansOn(known, dayOf(jalali)).map(({ opens }) => opens);
    };
    // Saturdays.
    expect(openedOn('2027-01-31T00:00:00Z', '1405/11/24')).toEqual([480]);
    expect(['1405/11/17', '1405/11/24', '1405/12/22'].map((day) => openedOn('2027-02-01T05:30:00Z', day))).toEqual([[480], [540], [480]]);
  });

  it('takes the greater id as the later one where two became known at once', () => {
    const both = ['a', 'b'].map((id) => ({
      id,
      knownAt: Instant.parse('2026-06-01T00:00:00Z'),
      effectiveFrom: dayOf('1405/07/01'),
      change: { kind: 'weekChanged' as const, off: id === 'a' ? [] : (['saturday'] as const) },
    }));
    for (const rows of [both, both.toReversed()]) {
      const { weekly } = workingCalendarAsKnown(base, rows, Instant.parse('2026-06-01T00:00:00Z'))._unsafeUnwrap();
      expect(weekly.periods.at(-1)?.off).toEqual(['saturday']);
    }
  });

  describe('of what is announced twice', () => {
    const ramadan = { fa: 'ماه رمضان', en: 'Ramadan' };
    const office = [{ opens: '10:00', closes: '12:00' }];
    /** What is believed at the end of a log of changes, one known a minute after the other. */
    const after = (...rows: readonly { effectiveFrom: string; change: object }[]): WorkingCalendarData => {
      const known = rows.map((row, index) => Announcement.parse({ id: `a${index}`, knownAt: `2026-06-01T09:0${index}:00Z`, ...row }));
      return workingCalendarAsKnown(base, known, Instant.parse('2026-07-01T00:00:00Z'))._unsafeUnwrap();
    };
    const week = (effectiveFrom: string, ...off: string[]) => ({ effectiveFrom, change: { kind: 'weekChanged', off } });
    const changedHours = (effectiveFrom: string, until?: string) => ({
      effectiveFrom,
      change: { kind: 'hoursChanged', week: { saturday: office }, ...(until === undefined ? {} : { overlay: { until, reason: ramadan } }) },
    });

    it('lets a week that begins earlier, or on the same day, stand in the place of the later one', () => {
      const later = week('1405/07/01', 'thursday', 'friday');
      const periodsOf = (data: WorkingCalendarData) => data.weekly.periods.map(({ from, off }) => [from, off]);
      expect(periodsOf(after(later, week('1405/06/01', 'saturday')))).toEqual([
        [dayOf('1304/01/01'), ['friday']],
        [dayOf('1405/06/01'), ['saturday']],
      ]);
      expect(periodsOf(after(later, week('1405/07/01', 'saturday')))).toEqual([
        [dayOf('1304/01/01'), ['friday']],
        [dayOf('1405/07/01'), ['saturday']],
      ]);
      expect(periodsOf(after(later, week('1405/08/01', 'saturday')))).toHaveLength(3);
    });

    it('lets hours that begin earlier, or on the same day, stand in the place of the later ones', () => {
      const fromOf = (data: WorkingCalendarData) => data.hours?.periods.map(({ from }) => from);
      const first = dayOf('1304/01/01');
      expect(fromOf(after(changedHours('1405/07/01'), changedHours('1405/06/01')))).toEqual([first, dayOf('1405/06/01')]);
      expect(fromOf(after(changedHours('1405/07/01'), changedHours('1405/07/01')))).toEqual([first, dayOf('1405/07/01')]);
    });

    it.each([
      [
        'in the middle',
        '1405/11/25',
        '1405/11/27',
        [
          ['1405/11/20', '1405/11/24'],
          ['1405/11/28', '1405/12/18'],
          ['1405/11/25', '1405/11/27'],
        ],
      ],
      [
        'from its first day',
        '1405/11/20',
        '1405/11/27',
        [
          ['1405/11/28', '1405/12/18'],
          ['1405/11/20', '1405/11/27'],
        ],
      ],
      [
        'to its last day',
        '1405/12/10',
        '1405/12/18',
        [
          ['1405/11/20', '1405/12/09'],
          ['1405/12/10', '1405/12/18'],
        ],
      ],
      [
        'but for its first and last day',
        '1405/11/21',
        '1405/12/17',
        [
          ['1405/11/20', '1405/11/20'],
          ['1405/12/18', '1405/12/18'],
          ['1405/11/21', '1405/12/17'],
        ],
      ],
      ['altogether', '1405/11/19', '1405/12/19', [['1405/11/19', '1405/12/19']]],
    ])('cuts an older overlay where a newer one covers it %s', (_, from, to, ranges) => {
      const { hours: known } = after(changedHours('1405/11/20', '1405/12/18'), changedHours(from, to));
      expect(known?.overlays.map((overlay) => [overlay.from, overlay.to])).toEqual(ranges.map((range) => range.map(dayOf)));
      expect(known?.overlays.every(({ reason }) => reason.en === 'Ramadan')).toBe(true);
    });

    it('withdraws the closure of the whole country and leaves those of provinces and of other days', () => {
      const closed = (effectiveFrom: string, change: object = {}) => ({
        effectiveFrom,
        change: { kind: 'closureAdded', reason: { fa: 'گرما', en: 'heat' }, ...change },
      });
      const { closures } = after(closed('1405/05/06', { until: '1405/05/09' }), closed('1405/05/07', { province: '06' }), {
        effectiveFrom: '1405/05/07',
        change: { kind: 'closureWithdrawn', until: '1405/05/08' },
      });
      expect(closures.map(({ day, province }) => [day, province])).toEqual([
        [dayOf('1405/05/06'), undefined],
        [dayOf('1405/05/09'), undefined],
        [dayOf('1405/05/07'), '06'],
      ]);
    });
  });
});
