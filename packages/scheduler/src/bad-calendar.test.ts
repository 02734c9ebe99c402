import { Instant, parseWith } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { Announcement } from './announcement.ts';
import { CALENDAR_ERROR_LABELS } from './calendar-error.ts';
import type { EpochDay } from './epoch-day.ts';
import { workingCalendarAsKnown } from './known-calendar.ts';
import type { LocalTime } from './local-time.ts';
import { ServiceHours } from './service-hours.ts';
import { coverageGaps, onDuty, ShiftRoster } from './shift-roster.ts';
import { Sla, SlaEvent } from './sla.ts';
import { WeeklyPattern } from './weekly-pattern.ts';
import { workingCalendar } from './working-calendar.ts';
import { WorkingCalendarData } from './working-calendar-data.ts';
import { workingClock } from './working-clock.ts';
import { WorkingHours } from './working-hours.ts';

/** Data as people write them, each wrong in one way, with the code they are refused with. */
type BadCase = readonly [what: string, change: Record<string, unknown>, code: string];

const reason = { fa: 'گرما', en: 'heat' };
const span = (opens: unknown, closes: unknown): Record<string, unknown> => ({ opens, closes });
const periods = (...rows: readonly unknown[]): Record<string, unknown> => ({ periods: rows });
const monday = (...spans: readonly unknown[]): Record<string, unknown> => periods({ from: '1304/01/01', week: { monday: spans } });

const calendar = {
  weekly: { id: 'IR-FRI', periods: [{ from: '1304/01/01', off: ['friday'] }] },
  firstDay: '1405/01/01',
  lastDay: '1405/12/29',
  holidays: [{ day: '1405/12/19', key: 'fitr', status: 'predicted-uncertain' }],
  closures: [],
};
const hours = { id: 'office', ...monday(span('08:00', '16:00')), overlays: [] };
const shift = (id: string, starts: unknown, ends: unknown): Record<string, unknown> => ({
  id,
  label: { fa: 'نوبت', en: 'shift' },
  starts,
  ends,
});
const roster = {
  id: 'online',
  shifts: [shift('morning', '06:00', '14:00'), shift('night', '22:00', '06:00'), shift('dawn', '05:00', '09:00')],
  rotations: [{ crew: 'a', from: '1405/01/01', cycle: ['morning', null] }],
};

/** The first code of a refusal: of the form by the schema, of the sense by what is built from it. */
function codeOf<S extends z.ZodType>(
  schema: S,
  data: unknown,
  build: (parsed: z.output<S>) => { isErr: () => boolean; error?: { code: string } },
): string {
  const parsed = parseWith(schema, data);
  if (parsed.isErr()) return parsed.error.issues[0]?.code ?? 'none';
  const built = build(parsed.value);
  return built.isErr() ? (built.error?.code ?? 'none') : 'accepted';
}
const accepted = { isErr: () => false };
const [firstDay, lastDay] = [20_533, 20_897] as [EpochDay, EpochDay];

const calendarCode = (change: object): string => codeOf(WorkingCalendarData, { ...calendar, ...change }, workingCalendar);
const hoursCode = (change: object): string => {
  const built = workingCalendar(WorkingCalendarData.parse(calendar))._unsafeUnwrap();
  return codeOf(WorkingHours, { ...hours, ...change }, (own) => workingClock(built, own));
};
const rosterCode = (change: object): string => codeOf(ShiftRoster, { ...roster, ...change }, (own) => coverageGaps(own, firstDay, lastDay));

describe('a calendar', () => {
  const holiday = (change: object): Record<string, unknown> => ({
    holidays: [{ day: '1405/01/12', key: 'nature-day', status: 'fixed', ...change }],
  });
  const closure = (change: object): Record<string, unknown> => ({ closures: [{ day: '1405/05/06', reason, ...change }] });
  const weekly = (...rows: readonly unknown[]): Record<string, unknown> => ({ weekly: { id: 'own', periods: rows } });

  it.each<BadCase>([
    ['ending before it begins', { lastDay: '1404/12/29' }, 'workingCalendar.inconsistent'],
    ['beginning on 30 Esfand of a common year', { firstDay: '1404/12/30' }, 'date.notInCalendar'],
    ['beginning on 31 Mehr', { firstDay: '1405/07/31' }, 'date.notInCalendar'],
    ['beginning in a month 13', { firstDay: '1405/13/01' }, 'date.notInCalendar'],
    ['beginning before the months of today', { firstDay: '1303/12/29' }, 'date.notInCalendar'],
    ['ending after the official table', { lastDay: '1499/01/01' }, 'date.notInCalendar'],
    ['with a Gregorian first day', { firstDay: '2026-03-21' }, 'date.notInCalendar'],
    ['with a day of words', { firstDay: 'Nowruz' }, 'value.format'],
    ['with a day as a number', { firstDay: 20_533 }, 'value.type'],
    ['without a last day', { lastDay: undefined }, 'value.required'],
    ['with a field that nobody knows', { weekend: ['friday'] }, 'value.unknownKey'],
    ['with a holiday after its last day', holiday({ day: '1406/01/01' }), 'workingCalendar.inconsistent'],
    ['with a holiday before its first day', holiday({ day: '1404/12/29' }), 'workingCalendar.inconsistent'],
    ['with a holiday that nobody knows', holiday({ key: 'yalda' }), 'value.option'],
    ['with a holiday of no known certainty', holiday({ status: 'rumoured' }), 'value.option'],
    ['with an alternative on no day', holiday({ alternatives: ['1405/07/31'] }), 'date.notInCalendar'],
    ['with a closure after its last day', closure({ day: '1406/01/05' }), 'workingCalendar.inconsistent'],
    ['with a closure of a county', closure({ province: '0601' }), 'closure.notProvince'],
    ['with a closure of no division', closure({ province: 'Khuzestan' }), 'identifier.characters'],
    ['with a closure without a reason in Persian', closure({ reason: { en: 'heat' } }), 'value.required'],
    ['with a closure with an empty reason', closure({ reason: { fa: '', en: 'heat' } }), 'value.tooSmall'],
    ['of a county', { province: '0601' }, 'closure.notProvince'],
    ['without a week', weekly(), 'value.tooSmall'],
    ['whose week begins too late', weekly({ from: '1405/01/02', off: ['friday'] }), 'workingCalendar.inconsistent'],
    [
      'whose weeks are in no order',
      weekly({ from: '1404/01/01', off: [] }, { from: '1403/01/01', off: [] }),
      'workingCalendar.inconsistent',
    ],
    [
      'with two weeks from one day',
      weekly({ from: '1404/01/01', off: [] }, { from: '1404/01/01', off: [] }),
      'workingCalendar.inconsistent',
    ],
    ['whose week has a day that nobody knows', weekly({ from: '1304/01/01', off: ['jomeh'] }), 'value.option'],
    ['whose week has eight days off', weekly({ from: '1304/01/01', off: Array.from({ length: 8 }, () => 'friday') }), 'value.tooBig'],
    ['whose week has a name with a space', { weekly: { ...calendar.weekly, id: 'IR FRI' } }, 'value.format'],
  ])('%s is refused', (_, change, code) => {
    expect(calendarCode(change)).toBe(code);
  });

  it('is accepted without these faults', () => {
    expect(calendarCode({})).toBe('accepted');
    expect(calendarCode({ ...holiday({}), ...closure({ province: '06' }) })).toBe('accepted');
    expect(calendarCode({ lastDay: calendar.firstDay, holidays: [] })).toBe('accepted');
    expect(calendarCode(holiday({ alternatives: ['1405/01/11', '1405/01/13'] }))).toBe('accepted');
    expect(codeOf(WeeklyPattern, calendar.weekly, () => accepted)).toBe('accepted');
  });
});

describe('hours', () => {
  const overlays = (...rows: readonly object[]): Record<string, unknown> => ({
    overlays: rows.map((row) => ({ from: '1405/11/20', to: '1405/12/18', reason, week: {}, ...row })),
  });

  it.each<BadCase>([
    ['that end before they begin', monday(span('16:00', '08:00')), 'span.reversed'],
    ['of no length', monday(span('08:00', '08:00')), 'span.reversed'],
    ['that overlap', monday(span('08:00', '12:00'), span('11:59', '16:00')), 'span.overlap'],
    ['that overlap and are written the other way round', monday(span('11:00', '16:00'), span('08:00', '12:00')), 'span.overlap'],
    ['one within the other', monday(span('08:00', '16:00'), span('09:00', '10:00')), 'span.overlap'],
    ['written twice', monday(span('08:00', '16:00'), span('08:00', '16:00')), 'span.overlap'],
    ['after the end of the day', monday(span('08:00', '24:01')), 'value.format'],
    ['from the end of the day', monday(span('24:00', '24:00')), 'value.format'],
    ['of 25 o’clock', monday(span('08:00', '25:00')), 'value.format'],
    ['of 60 minutes', monday(span('08:60', '16:00')), 'value.format'],
    ['without minutes', monday(span('8', '16')), 'value.format'],
    ['as a number', monday(span(480, 960)), 'value.type'],
    ['that do not close', monday({ opens: '08:00' }), 'value.required'],
    ['over midnight', monday(span('22:00', '06:00')), 'span.reversed'],
    ['of thirteen spans', monday(...Array.from({ length: 13 }, () => span('08:00', '09:00'))), 'value.tooBig'],
    ['of a day that nobody knows', periods({ from: '1304/01/01', week: { jomeh: [] } }), 'value.unknownKey'],
    ['that begin after the calendar', periods({ from: '1405/01/02', week: {} }), 'periods.beginLate'],
    ['in no order', periods({ from: '1404/01/01', week: {} }, { from: '1403/01/01', week: {} }), 'periods.notAscending'],
    ['with two from one day', periods({ from: '1404/01/01', week: {} }, { from: '1404/01/01', week: {} }), 'periods.notAscending'],
    ['of no period', periods(), 'value.tooSmall'],
    ['of Ramadan that end before they begin', overlays({ from: '1405/12/18', to: '1405/11/20' }), 'range.reversed'],
    ['of Ramadan without an end', overlays({ to: undefined }), 'value.required'],
    ['of Ramadan written twice', overlays({}, {}), 'range.overlap'],
    ['of Ramadan on a day of another overlay', overlays({}, { from: '1405/12/18', to: '1405/12/28' }), 'range.overlap'],
    [
      'of Ramadan on a day of another overlay, with a third written between them',
      overlays({ to: '1405/11/30' }, { from: '1405/12/20', to: '1405/12/28' }, { from: '1405/11/25', to: '1405/12/05' }),
      'range.overlap',
    ],
    ['one of which is of no length', monday(span('08:00', '12:00'), span('13:00', '13:00')), 'span.reversed'],
    ['of Ramadan that overlap', overlays({ week: { monday: [span('09:00', '14:00'), span('13:00', '15:00')] } }), 'span.overlap'],
    ['of Ramadan for no reason', overlays({ reason: undefined }), 'value.required'],
  ])('%s are refused', (_, change, code) => {
    expect(hoursCode(change)).toBe(code);
  });

  it('are accepted without these faults', () => {
    expect(hoursCode(monday(span('08:00', '12:00'), span('12:00', '24:00')))).toBe('accepted');
    expect(hoursCode(monday(span('14:00', '16:00'), span('12:00', '14:00'), span('08:00', '10:00')))).toBe('accepted');
    expect(hoursCode(overlays({}, { from: '1405/12/19', to: '1405/12/28' }))).toBe('accepted');
  });

  it('that were not parsed are looked at all the same', () => {
    const built = workingCalendar(WorkingCalendarData.parse(calendar))._unsafeUnwrap();
    const own = (opens: number, closes: number): WorkingHours => ({
      ...WorkingHours.parse(hours),
      periods: [{ from: firstDay, week: { monday: [{ opens: opens as LocalTime, closes }] } }],
    });
    for (const [opens, closes] of [
      [-1, 60],
      [0, 1_441],
      [0.5, 60],
      [0, Number.NaN],
    ] as const) {
      expect(workingClock(built, own(opens, closes))._unsafeUnwrapErr().code).toBe('span.outsideDay');
    }
    const beside = WorkingHours.parse({ ...hours, ...monday(span('08:00', '12:00')) });
    const [period] = own(780, 1_441).periods;
    const spans = [...(beside.periods[0]?.week.monday ?? []), ...(period?.week.monday ?? [])];
    const second = { ...beside, periods: [{ from: firstDay, week: { monday: spans } }] };
    expect(workingClock(built, second)._unsafeUnwrapErr().code).toBe('span.outsideDay');
  });
});

describe('a roster', () => {
  const rotation = (change: object): Record<string, unknown> => ({ crew: 'a', from: '1405/01/01', cycle: ['morning', null], ...change });
  const rotations = (...rows: readonly object[]): Record<string, unknown> => ({ rotations: rows.map(rotation) });

  it.each<BadCase>([
    ['with a shift that nobody knows', rotations({ cycle: ['evening'] }), 'roster.unknownShift'],
    ['with an empty cycle', rotations({ cycle: [] }), 'value.tooSmall'],
    ['without shifts', { shifts: [] }, 'value.tooSmall'],
    ['with two shifts of one name', { shifts: [...roster.shifts, shift('morning', '07:00', '15:00')] }, 'roster.duplicateShift'],
    ['with a shift of 24 o’clock', { shifts: [shift('morning', '24:00', '06:00')] }, 'value.format'],
    ['with a shift that does not end', { shifts: [shift('morning', '06:00', undefined)] }, 'value.required'],
    ['with a crew in two rotations on one day', rotations({}, {}), 'range.overlap'],
    ['with a crew in two rotations from some day on', rotations({}, { from: '1405/06/01', to: '1405/06/02' }), 'range.overlap'],
    ['with a rotation that ends before it begins', rotations({ to: '1404/12/29' }), 'range.reversed'],
    ['with a crew still on the night as its dawn begins', rotations({ cycle: ['night', 'dawn', null] }), 'roster.crewOnTwoShifts'],
    ['with such a dawn as the cycle begins again', rotations({ cycle: ['dawn', null, 'night'] }), 'roster.crewOnTwoShifts'],
    [
      'with such a dawn in the next rotation',
      rotations({ to: '1405/01/01', cycle: ['night'] }, { from: '1405/01/02', cycle: ['dawn', null] }),
      'roster.crewOnTwoShifts',
    ],
    [
      'with such a dawn after a rotation of two weeks',
      rotations({ to: '1405/01/14', cycle: [null, null, null, null, null, null, 'night'] }, { from: '1405/01/15', cycle: ['dawn'] }),
      'roster.crewOnTwoShifts',
    ],
    ['with a day off as a word', rotations({ cycle: ['morning', 'off'] }), 'roster.unknownShift'],
    ['with a day off as a number', rotations({ cycle: ['morning', 0] }), 'value.type'],
    ['from 31 Mehr', rotations({ from: '1405/07/31' }), 'date.notInCalendar'],
    ['with a crew without a name', rotations({ crew: '' }), 'value.format'],
  ])('%s is refused', (_, change, code) => {
    expect(rosterCode(change)).toBe(code);
  });

  it('is accepted without these faults', () => {
    expect(rosterCode(rotations({ cycle: ['night', null, 'dawn'] }))).toBe('accepted');
    expect(rosterCode(rotations({ cycle: ['night', 'morning', null] }))).toBe('accepted');
    expect(rosterCode(rotations({ to: '1405/05/31' }, { from: '1405/06/01' }))).toBe('accepted');
    expect(rosterCode(rotations({ to: '1405/01/02', cycle: ['dawn', null, 'night'] }))).toBe('accepted');
  });

  it('is asked for days in order, and refused whatever it is asked', () => {
    const sound = ShiftRoster.parse(roster);
    expect(coverageGaps(sound, lastDay, firstDay)._unsafeUnwrapErr().code).toBe('range.reversed');
    const empty = { ...sound, rotations: [{ crew: 'a', from: firstDay, cycle: [] }] };
    expect(coverageGaps(empty, firstDay, lastDay)._unsafeUnwrapErr().code).toBe('roster.emptyCycle');
    expect(onDuty(empty, { day: firstDay, time: 0 as LocalTime })._unsafeUnwrapErr().code).toBe('roster.emptyCycle');
  });
});

describe('an announcement', () => {
  const logCode = (...rows: readonly object[]): string => {
    const base = WorkingCalendarData.parse(calendar);
    const log = rows.map((row, index) => ({ id: `a${index}`, knownAt: '2026-06-01T09:00:00Z', effectiveFrom: '1405/07/01', ...row }));
    return codeOf(Announcement.array(), log, (known) =>
      workingCalendarAsKnown(base, known, Instant.parse('2027-01-01T00:00:00Z')).andThen(workingCalendar),
    );
  };
  const week = { kind: 'weekChanged', off: ['friday'] };
  const move = { kind: 'holidayMoved', key: 'fitr', to: '1405/12/20', status: 'announced' };

  it.each<readonly [string, readonly object[], string]>([
    [
      'with the id of another',
      [
        { id: 'one', change: week },
        { id: 'one', change: week },
      ],
      'announcement.duplicateId',
    ],
    ['with an id with a space', [{ id: 'one two', change: week }], 'value.format'],
    ['without a change', [{}], 'value.required'],
    ['of a kind that nobody knows', [{ change: { kind: 'strike' } }], 'value.option'],
    ['known on a day without a zone', [{ knownAt: '2026-06-01T09:00:00', change: week }], 'date.notInCalendar'],
    ['known on no day', [{ knownAt: '2026-06-31T09:00:00Z', change: week }], 'date.notInCalendar'],
    ['for no day', [{ effectiveFrom: '1405/07/31', change: week }], 'date.notInCalendar'],
    ['of a holiday that is not on that day', [{ change: move }], 'announcement.nothingToChange'],
    [
      'of another holiday than the one on that day',
      [{ effectiveFrom: '1405/12/19', change: { ...move, key: 'adha' } }],
      'announcement.nothingToChange',
    ],
    [
      'of a holiday that was moved away',
      [
        { effectiveFrom: '1405/12/19', change: move },
        { effectiveFrom: '1405/12/19', change: move },
      ],
      'announcement.nothingToChange',
    ],
    [
      'of a holiday out of the calendar',
      [{ effectiveFrom: '1405/12/19', change: { ...move, to: '1406/01/01' } }],
      'workingCalendar.inconsistent',
    ],
    ['of a closure to be withdrawn that is not there', [{ change: { kind: 'closureWithdrawn' } }], 'announcement.nothingToChange'],
    [
      'of a closure of a province to be withdrawn from the whole country',
      [{ change: { kind: 'closureAdded', reason, province: '06' } }, { change: { kind: 'closureWithdrawn' } }],
      'announcement.nothingToChange',
    ],
    ['of a closure that ends before it begins', [{ change: { kind: 'closureAdded', until: '1405/06/31', reason } }], 'range.reversed'],
    ['of a closure of a county', [{ change: { kind: 'closureAdded', reason, province: '0601' } }], 'closure.notProvince'],
    [
      'of a closure after the calendar',
      [{ effectiveFrom: '1406/01/05', change: { kind: 'closureAdded', reason } }],
      'workingCalendar.inconsistent',
    ],
    ['of hours where there are none', [{ change: { kind: 'hoursChanged', week: {} } }], 'announcement.nothingToChange'],
  ])('%s is refused', (_, rows, code) => {
    expect(logCode(...rows)).toBe(code);
  });

  it('is accepted without these faults', () => {
    expect(logCode({ change: week }, { effectiveFrom: '1405/12/19', change: move })).toBe('accepted');
  });
});

describe('the hours of a service', () => {
  const service = { label: { fa: 'سامانه', en: 'service' }, opens: '07:00', closes: '23:00', source: 'its page' };

  it.each<BadCase>([
    ['from 24 o’clock', { opens: '24:00' }, 'value.format'],
    ['until 7 o’clock, written short', { closes: '7:00' }, 'value.format'],
    ['without a source', { source: '' }, 'value.tooSmall'],
    ['without a name in Persian', { label: { en: 'service' } }, 'value.required'],
    ['with days', { days: ['friday'] }, 'value.unknownKey'],
  ])('%s are refused', (_, change, code) => {
    expect(codeOf(ServiceHours, { ...service, ...change }, () => accepted)).toBe(code);
    expect(codeOf(ServiceHours, service, () => accepted)).toBe('accepted');
  });
});

describe('a promise', () => {
  const at = '2026-11-23T09:00:00+03:30';

  it.each<readonly [string, z.ZodType, unknown, string]>([
    ['of no minutes', Sla, { startedAt: at, targetMinutes: 0 }, 'value.tooSmall'],
    ['of half a minute', Sla, { startedAt: at, targetMinutes: 0.5 }, 'value.type'],
    ['of more minutes than any calendar', Sla, { startedAt: at, targetMinutes: 1e9 }, 'value.tooBig'],
    ['without a start', Sla, { targetMinutes: 10 }, 'value.required'],
    ['stopped', SlaEvent, { kind: 'stopped', at }, 'value.option'],
    ['paused at no time', SlaEvent, { kind: 'paused' }, 'value.required'],
    ['changed to nothing', SlaEvent, { kind: 'targetChanged', at }, 'value.required'],
  ])('%s is refused', (_, schema, data, code) => {
    expect(codeOf(schema, data, () => accepted)).toBe(code);
  });
});

describe('every refusal', () => {
  it('has words in both languages', () => {
    for (const { fa, en } of Object.values(CALENDAR_ERROR_LABELS)) expect([fa, en].every((words) => words.length > 5)).toBe(true);
  });
});
