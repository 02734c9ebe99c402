import { type EpochDay, epochDayOfJalali, icalendarOf } from '@rahyar/scheduler';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startsOf, within } from './client.ts';
import { feedEntry, feedOf, startsByRule } from './feed-entry.ts';
import { expandIcalJs } from './ical-js.ts';
import { ICAL_JS_FAULTS } from './ical-js-faults.ts';
import { expandOurs } from './ours.ts';
import { calendarOf, schedule } from './schedule.ts';

const from = epochDayOfJalali({ year: 1405, month: 1, day: 1 })._unsafeUnwrap();
const window = { from, to: (from + 1_500) as EpochDay };

describe('ical.js', () => {
  it('finds the days of portable feeds', () => {
    const horizon = (window.to + 1) as EpochDay;
    const made = fc.sample(feedEntry(from + 31, from + 600, horizon), { numRuns: 250, seed: 14_050_902 });
    const entries = made.flatMap((entry, index) => (entry === undefined ? [] : [{ ...entry, id: `fu-${index}` }]));
    expect(entries.length).toBeGreaterThan(200);
    const text = icalendarOf(feedOf(entries, 'portable', horizon))._unsafeUnwrap();
    const starts = expandIcalJs(text, window);
    for (const entry of entries) expect(startsOf(starts, entry.id, window)).toBe(within(startsByRule(entry, horizon), window));
  });

  it('finds the days of plain daily and weekly rules that others wrote', () => {
    const plain = fc.sample(schedule(['none'], from + 31, from + 600), { numRuns: 600, seed: 14_050_902 });
    const shown = plain.filter(({ rule }) => /FREQ=(?:DAILY|WEEKLY)/.test(rule) && !/BYMONTH/.test(rule));
    const read = expandOurs(calendarOf(shown), window).starts;
    const schedules = shown.filter((_, uid) => read.has(String(uid)));
    expect(schedules.length).toBeGreaterThan(50);
    const text = calendarOf(schedules);
    const [ours, theirs] = [expandOurs(text, window).starts, expandIcalJs(text, window)];
    for (const [uid, made] of schedules.entries()) {
      const [own, other] = [ours, theirs].map((starts) => startsOf(starts, String(uid), window)) as [string, string];
      if (own !== other)
        expect(
          ICAL_JS_FAULTS.some(({ holds }) => holds(made, other)),
          made.lines.join(' '),
        ).toBe(true);
    }
  });
});
