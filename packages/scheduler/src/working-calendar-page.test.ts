import { readFileSync } from 'node:fs';
import { Instant, parseJsonWith } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Announcement } from './announcement.ts';
import type { EpochDay } from './epoch-day.ts';
import { parseJalali } from './jalali-text.ts';
import { workingCalendarAsKnown } from './known-calendar.ts';
import { coverageGaps, ShiftRoster } from './shift-roster.ts';
import { Sla, SlaEvent, slaStatus } from './sla.ts';
import { isWorkingDay, workingCalendar } from './working-calendar.ts';
import { WorkingCalendarData } from './working-calendar-data.ts';
import { workingClock } from './working-clock.ts';
import { WorkingHours } from './working-hours.ts';

const page = readFileSync(new URL('../../../docs/scheduler/working-calendar.md', import.meta.url), 'utf8');
const example = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '';

const Example = z.strictObject({
  calendar: WorkingCalendarData.extend({ hours: WorkingHours }),
  announcements: Announcement.array(),
  roster: ShiftRoster,
  sla: Sla,
  slaEvents: SlaEvent.array(),
});
const { calendar, announcements, roster, sla, slaEvents } = parseJsonWith(Example, example)._unsafeUnwrap();
const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();

describe('the example of the page on the working calendar', () => {
  it('is closed on the two days of the announcement once it is known, and not before', () => {
    const works = (on: string): boolean[] =>
      ['1405/05/06', '1405/05/07', '1405/05/08'].map((jalali) =>
        workingCalendarAsKnown(calendar, announcements, Instant.parse(on))
          .andThen(workingCalendar)
          .andThen((known) => isWorkingDay(known, dayOf(jalali)))
          ._unsafeUnwrap(),
      );
    expect(works('2026-07-27T19:59:00+03:30')).toEqual([true, true, true]);
    expect(works('2026-07-27T20:00:00+03:30')).toEqual([false, false, true]);
  });

  it('has no gap in its roster', () => {
    expect(coverageGaps(roster, dayOf('1405/09/02'), dayOf('1405/12/29'))._unsafeUnwrap().gaps).toEqual([]);
  });

  it('keeps its promise as the page says', () => {
    const clock = workingCalendar(calendar).andThen((built) => workingClock(built, calendar.hours));
    const status = slaStatus(clock._unsafeUnwrap(), sla, slaEvents, Instant.parse('2026-11-24T10:00:00+03:30'))._unsafeUnwrap();
    expect(status).toEqual({
      state: 'running',
      elapsedMinutes: 90,
      remainingMinutes: 150,
      dueAt: '2026-11-24T09:00:00Z',
      isBreached: false,
    });
    expect(page).toContain(JSON.stringify(status));
  });
});
