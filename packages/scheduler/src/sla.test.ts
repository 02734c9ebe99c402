import { Instant } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { Sla, SlaEvent, type SlaStatus, slaStatus } from './sla.ts';
import { iranWorkingCalendar } from './working-calendar.ts';
import { workingClock } from './working-clock.ts';
import { WorkingHours } from './working-hours.ts';

/** Eight hours on every working day but Thursday. */
const hours = [{ opens: '08:00', closes: '16:00' }];
const office = WorkingHours.parse({
  id: 'office',
  periods: [{ from: '1304/01/01', week: { saturday: hours, sunday: hours, monday: hours, tuesday: hours, wednesday: hours } }],
  overlays: [],
});
const clock = iranWorkingCalendar()
  .andThen((calendar) => workingClock(calendar, office))
  ._unsafeUnwrap();

/** Days of Azar 1405: 2 is a Monday, 23 November 2026. */
const azar = (day: number, time: string): Instant => Instant.parse(`2026-11-${String(day + 21).padStart(2, '0')}T${time}:00+03:30`);
const sla = Sla.parse({ startedAt: azar(2, '15:00'), targetMinutes: 240 });
const paused = (at: Instant): SlaEvent => ({ kind: 'paused', at });
const resumed = (at: Instant): SlaEvent => ({ kind: 'resumed', at });
const status = (events: readonly SlaEvent[], now: Instant): SlaStatus => slaStatus(clock, sla, events, now)._unsafeUnwrap();

describe('slaStatus', () => {
  it('counts what passed while the office was open, and says when the time is over', () => {
    expect(status([], azar(3, '09:30'))).toEqual({
      state: 'running',
      elapsedMinutes: 150,
      remainingMinutes: 90,
      dueAt: '2026-11-24T07:30:00Z',
      isBreached: false,
    });
  });

  it('is kept at the due instant and broken a minute later', () => {
    expect(status([], azar(3, '11:00'))).toMatchObject({ remainingMinutes: 0, isBreached: false });
    expect(status([], azar(3, '11:01'))).toMatchObject({ remainingMinutes: -1, isBreached: true });
  });

  it('is broken in the evening when the time was over as the office closed', () => {
    const promise: Sla = { startedAt: azar(2, '08:00'), targetMinutes: 480 };
    const at = (now: Instant): SlaStatus => slaStatus(clock, promise, [], now)._unsafeUnwrap();
    expect(at(azar(2, '16:00'))).toMatchObject({ remainingMinutes: 0, dueAt: '2026-11-23T12:30:00Z', isBreached: false });
    expect(at(azar(2, '20:00'))).toMatchObject({ remainingMinutes: 0, dueAt: '2026-11-23T12:30:00Z', isBreached: true });
  });

  it('stands still while paused, and has no due instant before it goes on', () => {
    const events = [paused(azar(2, '15:30'))];
    const still = { state: 'paused', elapsedMinutes: 30, remainingMinutes: 210, dueAt: undefined, isBreached: false };
    expect(status(events, azar(2, '15:30'))).toEqual(still);
    expect(status(events, azar(7, '12:00'))).toEqual(still);
    expect(status([...events, resumed(azar(7, '12:00'))], azar(7, '12:30'))).toEqual({
      state: 'running',
      elapsedMinutes: 60,
      remainingMinutes: 180,
      dueAt: '2026-11-28T12:00:00Z',
      isBreached: false,
    });
  });

  it('keeps what has passed, pauses included, when another target takes its place', () => {
    const pause = [paused(azar(2, '15:30')), resumed(azar(3, '09:00'))];
    const longer: SlaEvent = { kind: 'targetChanged', at: azar(3, '10:00'), targetMinutes: 480 };
    expect(status(pause, azar(3, '10:00'))).toMatchObject({ elapsedMinutes: 90, remainingMinutes: 150 });
    expect(status([...pause, longer], azar(3, '10:00'))).toMatchObject({ elapsedMinutes: 90, remainingMinutes: 390 });
    const shorter: SlaEvent = { ...longer, targetMinutes: 60 };
    expect(status([...pause, shorter], azar(3, '10:00'))).toMatchObject({ dueAt: '2026-11-24T06:00:00Z', isBreached: true });
  });

  it('is neither broken nor without a due instant where it was paused at that very instant', () => {
    const atOnce = status([paused(azar(3, '11:00'))], azar(3, '11:00'));
    expect(atOnce).toMatchObject({ state: 'paused', remainingMinutes: 0, dueAt: '2026-11-24T07:30:00Z', isBreached: false });
  });

  it('tells when a promise was broken that is paused since', () => {
    const events = [paused(azar(3, '12:00'))];
    expect(status(events, azar(4, '12:00'))).toMatchObject({ state: 'paused', remainingMinutes: -60, dueAt: '2026-11-24T07:30:00Z' });
  });

  it('knows nothing of what is still to come', () => {
    const later = [paused(azar(4, '09:00')), resumed(azar(4, '10:00'))];
    expect(status(later, azar(3, '09:30'))).toEqual(status([], azar(3, '09:30')));
  });

  it.each<[string, string, readonly SlaEvent[], Instant]>([
    ['a moment before the start', 'sla.notStarted', [], azar(2, '14:59')],
    ['a resumption without a pause', 'sla.notPaused', [resumed(azar(2, '15:30'))], azar(3, '09:00')],
    ['a second pause', 'sla.alreadyPaused', [paused(azar(2, '15:30')), paused(azar(2, '15:40'))], azar(3, '09:00')],
    [
      'a second resumption',
      'sla.notPaused',
      [paused(azar(2, '15:30')), resumed(azar(2, '15:40')), resumed(azar(2, '15:40'))],
      azar(3, '09:00'),
    ],
    ['a pause before the start', 'sla.outOfOrder', [paused(azar(2, '14:59'))], azar(3, '09:00')],
    ['events in no order', 'sla.outOfOrder', [paused(azar(2, '15:30')), resumed(azar(2, '15:29'))], azar(3, '09:00')],
    ['an impossible sequence later on', 'sla.notPaused', [resumed(azar(4, '09:00'))], azar(3, '09:00')],
    ['a target of nothing', 'count.tooSmall', [{ kind: 'targetChanged', at: azar(2, '15:30'), targetMinutes: 0 }], azar(3, '09:00')],
    ['half a minute', 'count.notInteger', [{ kind: 'targetChanged', at: azar(2, '15:30'), targetMinutes: 1.5 }], azar(3, '09:00')],
    [
      'a target that the calendar does not reach',
      'workingCalendar.notCovered',
      [{ kind: 'targetChanged', at: azar(2, '15:30'), targetMinutes: 9_000_000 }],
      azar(3, '09:00'),
    ],
  ])('refuses %s with %s', (_, code, events, now) => {
    expect(slaStatus(clock, sla, events, now)._unsafeUnwrapErr().code).toBe(code);
  });

  it('refuses a start and a moment that the calendar does not cover', () => {
    const before: Sla = { ...sla, startedAt: Instant.parse('1990-01-01T00:00:00Z') };
    expect(slaStatus(clock, before, [], azar(3, '09:00'))._unsafeUnwrapErr().code).toBe('workingCalendar.notCovered');
    expect(slaStatus(clock, sla, [], Instant.parse('2110-01-01T00:00:00Z'))._unsafeUnwrapErr().code).toBe('workingCalendar.notCovered');
  });

  it('reads its data, and nothing else', () => {
    expect(SlaEvent.safeParse({ kind: 'paused', at: '2026-11-23T15:30:00+03:30' }).success).toBe(true);
    expect(SlaEvent.safeParse({ kind: 'stopped', at: '2026-11-23T15:30:00+03:30' }).success).toBe(false);
    expect(Sla.safeParse({ startedAt: '2026-11-23T15:30:00+03:30', targetMinutes: 0 }).success).toBe(false);
  });
});
